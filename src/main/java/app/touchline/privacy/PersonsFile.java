package app.touchline.privacy;

import java.sql.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.touch.TouchErasure;

/** All that is stored about one person, as a file to be sent to them on their request: JSON, times in UTC. */
@Component
class PersonsFile {

    private final Erasure erasure;
    private final TouchErasure touches;
    private final Writings writings;
    private final AuditLog audit;
    private final JdbcClient jdbc;

    PersonsFile(Erasure erasure, TouchErasure touches, Writings writings, AuditLog audit, JdbcClient jdbc) {
        this.erasure = erasure;
        this.touches = touches;
        this.writings = writings;
        this.audit = audit;
        this.jdbc = jdbc;
    }

    /** Their addresses, and what they are called: by us, and on their mail. */
    @Transactional(readOnly = true)
    public Set<String> names(Erasure.Found person) {
        var names = new HashSet<>(person.addresses());
        names.add(person.address());
        if (person.name() != null) names.add(person.name());
        names.addAll(jdbc.sql("""
                select name from address_name
                where folded_address(address) in (select folded_address(a) from unnest(cast(:addresses as text[])) a)
                """)
                .param("addresses", person.addresses().toArray(String[]::new))
                .query((row, index) -> row.getString("name"))
                .list());
        return names;
    }

    /** @param typed whose it is; written down is that it was given out, and by whom */
    @Transactional
    public String of(String typed, Who by) {
        var person = erasure.find(typed);
        var addresses = person.addresses();
        var named = new HashSet<Long>();
        addresses.forEach(address -> named.addAll(touches.naming(address)));
        if (person.contact() != null)
            named.addAll(jdbc.sql("select touch_id from touch_party where contact_id = :contact")
                    .param("contact", person.contact())
                    .query((row, index) -> row.getLong("touch_id"))
                    .list());
        var written = writings.of(names(person));
        audit.note(
                by,
                "gave out what is stored about a person",
                new About("contact", person.contact(), person.name() == null ? person.address() : person.name()),
                Map.of("touches", named.size()));
        return jdbc.sql("""
                with theirs as (select a as address, folded_address(a) as folded from unnest(cast(:addresses as text[])) a)
                select jsonb_pretty(jsonb_build_object(
                    'addresses', to_jsonb(cast(:addresses as text[])),
                    'contact', (
                        select to_jsonb(c) - 'id' - 'version' from contact c where c.id = :contact),
                    'at partners', (
                        select jsonb_agg(jsonb_build_object('partner', p.name, 'since', l.since, 'until', l.until) order by l.since nulls first)
                        from contact_place l join partner p on p.id = l.partner_id where l.contact_id = :contact),
                    'intros they made', (
                        select jsonb_agg(jsonb_build_object('partner', p.name, 'account', i.account, 'on', i.made_on,
                                                            'qualified on', i.qualified_on, 'note', i.note) order by i.made_on)
                        from intro i join partner p on p.id = i.partner_id where i.contact_id = :contact),
                    'deals they brought', (
                        select jsonb_agg(jsonb_build_object('registration', d.code, 'customer', d.customer, 'at', d.registered_at)
                                         order by d.registered_at, d.id)
                        from deal d where d.contact_id = :contact),
                    'touches', (
                        select jsonb_agg(jsonb_build_object(
                                   'at', t.occurred_at, 'kind', t.kind, 'direction', t.direction, 'told by', t.rule,
                                   'subject', t.subject, 'note', t.note, 'in mailboxes', (
                                       select count(distinct mailbox_id) from touch_sighting s where s.touch_id = t.id),
                                   'wrote it', folded_address(t.from_address) in (select folded from theirs),
                                   'stands there', (
                                       select jsonb_agg(jsonb_build_object('as', y.role, 'address', y.address, 'partner', p.name))
                                       from touch_party y join partner p on p.id = y.partner_id
                                       where y.touch_id = t.id
                                         and (y.contact_id = :contact or folded_address(y.address) in (select folded from theirs))))
                               order by t.occurred_at, t.id)
                        from touch t where t.id = any(:touches)),
                    'names on mail', (
                        select jsonb_agg(jsonb_build_object('address', n.address, 'name', n.name, 'said at', n.said_at))
                        from address_name n where folded_address(n.address) in (select folded from theirs)),
                    'mail that came back', (
                        select jsonb_agg(jsonb_build_object('address', b.address, 'at', b.at) order by b.at)
                        from bounce b where folded_address(b.address) in (select folded from theirs)),
                    'proposals left out', (
                        select jsonb_agg(jsonb_build_object('address', d.address, 'what', d.what, 'at', d.at))
                        from contact_dismissal d where folded_address(d.address) in (select folded from theirs)),
                    'changes to addresses', (
                        select jsonb_agg(distinct jsonb_build_object('what', c.what, 'address', c.address))
                        from directory_change c where folded_address(c.address) in (select folded from theirs)),
                    'audit', (
                        select jsonb_agg(jsonb_build_object('at', e.at, 'by', e.by_name, 'what', e.what, 'about', e.about_name,
                                                            'detail', e.detail) order by e.id)
                        from audit_entry e
                        where e.about = 'contact' and e.about_id = :contact
                           or exists (select from theirs where position(theirs.address in lower(e.detail::text || e.about_name)) > 0)),
                    'written by people', (
                        select jsonb_agg(jsonb_build_object('partner', w.partner, 'where', w.place, 'text', w.said))
                        from unnest(cast(:partners as text[]), cast(:places as text[]), cast(:texts as text[])) as w (partner, place, said))))
                """)
                .param("addresses", lower(addresses))
                .param("contact", person.contact(), Types.BIGINT)
                .param("touches", named.toArray(Long[]::new))
                .param(
                        "partners",
                        written.stream().map(Writings.Writing::partner).toArray(String[]::new))
                .param("places", written.stream().map(Writings.Writing::where).toArray(String[]::new))
                .param("texts", written.stream().map(Writings.Writing::text).toArray(String[]::new))
                .query(String.class)
                .single();
    }

    private static String[] lower(List<String> addresses) {
        return addresses.stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }
}
