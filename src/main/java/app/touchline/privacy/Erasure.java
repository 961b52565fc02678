package app.touchline.privacy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.partner.Addresses;
import app.touchline.partner.Contact;
import app.touchline.partner.Contacts;
import app.touchline.partner.Suppressions;
import app.touchline.settings.Domains;
import app.touchline.settings.SettingsReader;
import app.touchline.touch.TouchErasure;

/** Erases a person: who they were is nowhere any more, what was done with their company stays and counts as it did. */
@Service
class Erasure {

    private static final Logger log = LoggerFactory.getLogger(Erasure.class);

    /** Whoever is called Al is not looked for by that. */
    private static final int SHORTEST_NAME = 3;

    private final Contacts contacts;
    private final Suppressions suppressions;
    private final TouchErasure touches;
    private final SettingsReader settings;
    private final AuditLog audit;
    private final JdbcClient jdbc;
    private final Clock clock;

    Erasure(
            Contacts contacts,
            Suppressions suppressions,
            TouchErasure touches,
            SettingsReader settings,
            AuditLog audit,
            JdbcClient jdbc,
            Clock clock) {
        this.contacts = contacts;
        this.suppressions = suppressions;
        this.touches = touches;
        this.settings = settings;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Who would be erased.
     *
     * @param address as typed, normalised
     * @param contact whose it is, with their name, company and all addresses; null for somebody who is no contact
     * @param touches how many touches name one of the addresses
     */
    record Found(
            String address,
            @Nullable Long contact,
            @Nullable String name,
            @Nullable String partner,
            List<String> addresses,
            long touches) {}

    /** Why this address cannot be erased, in a sentence; null where it can. */
    @Nullable
    String refusal(String typed) {
        var address = Addresses.normalised(typed).orElse(null);
        if (address == null) return "Write the address of the person, like anna@example.com.";
        var ours = settings.current();
        if (Domains.liesUnder(Addresses.domainOf(address), ours.ownDomains())
                || ours.ownAddresses().containsKey(address))
            return "This is one of our own people: deactivate them under People, and remove their mailbox.";
        return null;
    }

    @Transactional(readOnly = true)
    public Found find(String typed) {
        var address = Addresses.normalised(typed).orElseThrow();
        var contact = contacts.withAddress(address).orElse(null);
        var addresses = contact == null
                ? List.of(address)
                : contact.addresses().stream().toList();
        return new Found(
                address,
                contact == null ? null : contact.id(),
                contact == null ? null : contact.name(),
                contact == null ? null : contact.place().partner().name(),
                addresses,
                touchesWith(addresses));
    }

    private long touchesWith(List<String> addresses) {
        return addresses.stream()
                .flatMap(address -> touches.naming(address).stream())
                .distinct()
                .count();
    }

    /** @return how many touches named the person */
    @Transactional
    public long erase(String typed, Who by) {
        var found = find(typed);
        var addresses = new ArrayList<>(found.addresses());
        if (!addresses.contains(found.address())) addresses.add(found.address());
        var instead = "";
        // first, as it waits until what is being taken in is through, and whoever takes in more knows of it
        for (var address : addresses) instead = suppressions.suppress(address);
        for (var address : addresses)
            touches.anonymise(address, suppressions.current().shown(address));
        if (found.contact() != null) {
            touches.anonymiseContact(found.contact(), instead);
            var contact = contacts.findById(found.contact()).orElseThrow();
            contact.erase(clock.instant());
            contacts.flush();
        }
        for (var address : addresses) forgetElsewhere(address);
        forgetInImports(found, addresses);
        forgetInClosedReads(found, addresses);
        blankInAudit(found, addresses);
        audit.note(
                by,
                "erased",
                new About("contact", found.contact(), Contact.ERASED),
                Map.of("touches", found.touches()));
        log.info("A person was erased from {} touches", found.touches());
        return found.touches();
    }

    private void forgetElsewhere(String address) {
        for (var table : List.of("directory_change", "address_name", "bounce", "contact_dismissal"))
            jdbc.sql("delete from %s where folded_address(address) = folded_address(:address)".formatted(table))
                    .param("address", address)
                    .update();
    }

    /** Files and what was shown of them go wholly; of records that name the person only what cannot be put back is known. */
    private void forgetInImports(Found found, List<String> addresses) {
        jdbc.sql("delete from import_upload").update();
        jdbc.sql("delete from import_row").update();
        var said = new ArrayList<>(addresses);
        if (found.name() != null && found.name().length() >= SHORTEST_NAME) said.add(found.name());
        for (var each : said) {
            jdbc.sql("""
                    update import_image set erased = true, after = '{}', before = case when before is not null then '{}'::jsonb end
                    where strpos(lower(before::text), lower(btrim(to_json(cast(:said as text))::text, '"'))) > 0
                       or strpos(lower(after::text), lower(btrim(to_json(cast(:said as text))::text, '"'))) > 0
                    """).param("said", each).update();
            jdbc.sql(
                            "delete from import_memory where strpos(lower(said), lower(:said)) > 0 or strpos(lower(target), lower(:said)) > 0")
                    .param("said", each)
                    .update();
            jdbc.sql("""
                    update import_job set plan = plan || '{"values": {}, "decisions": {}}'
                    where strpos(lower(plan::text), lower(btrim(to_json(cast(:said as text))::text, '"'))) > 0
                    """).param("said", each).update();
        }
        if (found.contact() == null) return;
        jdbc.sql("""
                update import_image set erased = true, name = :erased, after = '{}', before = case when before is not null then '{}'::jsonb end
                where kind = 'contact' and record_id = :contact
                """)
                .param("erased", Contact.ERASED)
                .param("contact", found.contact())
                .update();
    }

    /** What nobody can edit any more: the records of weekly reads that were closed, and what was decided in one. */
    private void forgetInClosedReads(Found found, List<String> addresses) {
        var said = new ArrayList<>(addresses);
        // a first name alone is too many people's
        if (found.name() != null && found.name().strip().contains(" "))
            said.add(found.name().strip());
        for (var each : said) {
            for (var kept : List.of("weekly_read", "weekly_read_reopening"))
                jdbc.sql("""
                        update %s set record = cast(regexp_replace(record::text, '***=' || named.plain, :erased, 'gi') as jsonb)
                        from (select btrim(to_json(cast(:said as text))::text, '"') as plain) named
                        where strpos(lower(record::text), lower(named.plain)) > 0
                        """.formatted(kept))
                        .param("erased", Contact.ERASED)
                        .param("said", each)
                        .update();
            jdbc.sql("""
                    update weekly_decision set words = regexp_replace(words, '***=' || :said, :erased, 'gi')
                    where strpos(lower(words), lower(:said)) > 0
                    """).param("erased", Contact.ERASED).param("said", each).update();
        }
    }

    /** The entries stay, without who it was about. */
    private void blankInAudit(Found found, List<String> addresses) {
        jdbc.sql("select set_config('touchline.erasing', 'yes', true)")
                .query(String.class)
                .single();
        if (found.contact() != null)
            jdbc.sql(
                            "update audit_entry set about_name = :erased, detail = '{}' where about = 'contact' and about_id = :contact")
                    .param("erased", Contact.ERASED)
                    .param("contact", found.contact())
                    .update();
        for (var address : addresses)
            jdbc.sql("""
                    update audit_entry
                    set about_name = replace(about_name, :address, :erased), detail = cast(replace(detail::text, :address, :erased) as jsonb)
                    where detail::text like '%' || :address || '%' or about_name like '%' || :address || '%'
                    """)
                    .param("address", address)
                    .param("erased", Contact.ERASED)
                    .update();
        jdbc.sql("select set_config('touchline.erasing', '', true)")
                .query(String.class)
                .single();
    }

    /** False where the address was not erased. The touches stay without a name; mail from now on is noted again. */
    @Transactional
    public boolean lift(String typed, Who by) {
        var lifted = suppressions.lift(Addresses.normalised(typed).orElseThrow());
        if (lifted) audit.note(by, "lifted an erasure", new About("contact", null, Contact.ERASED), Map.of());
        return lifted;
    }
}
