package app.touchline.partner;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.audit.AuditReader;
import app.touchline.audit.AuditReader.Entry;
import app.touchline.audit.AuditReader.Page;

/**
 * Reads who changed what of a partner: of itself, of those that went into it, and of the people there. Where the audit names
 * a contact by its id, the contact's name of today stands.
 */
@Component
public class ChangesReader {

    private static final Pattern CONTACT = Pattern.compile("\\bcontact (\\d{1,18})\\b");
    private static final int PAGE = 50;

    private final AuditReader audit;
    private final JdbcClient jdbc;

    ChangesReader(AuditReader audit, JdbcClient jdbc) {
        this.audit = audit;
        this.jdbc = jdbc;
    }

    public List<Entry> latest(long partnerId, int most) {
        return ofPartner(partnerId, Long.MAX_VALUE, most).entries();
    }

    /** @param before only entries with a smaller id */
    Page ofPartner(long partnerId, long before) {
        return ofPartner(partnerId, before, PAGE);
    }

    private Page ofPartner(long partnerId, long before, int size) {
        var partners = jdbc.sql("select id from partner where id = :id or merged_into = :id")
                .param("id", partnerId)
                .query(Long.class)
                .list();
        var contacts = jdbc.sql("select distinct contact_id from contact_place where partner_id = :id")
                .param("id", partnerId)
                .query(Long.class)
                .list();
        return named(audit.about(Map.of("partner", partners, "contact", contacts), before, size));
    }

    /** @param before only entries with a smaller id */
    Page ofContact(long contactId, long before) {
        return named(audit.about("contact", List.of(contactId), before));
    }

    private Page named(Page page) {
        var ids = new HashSet<Long>();
        for (var entry : page.entries())
            for (var value : entry.detail().values())
                CONTACT.matcher(value).results().forEach(found -> ids.add(Long.valueOf(found.group(1))));
        if (ids.isEmpty()) return page;
        var names = new HashMap<Long, String>();
        jdbc.sql("select id, name from contact where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query(row -> {
                    names.put(row.getLong("id"), row.getString("name"));
                });
        return new Page(
                page.entries().stream().map(entry -> named(entry, names)).toList(), page.older());
    }

    private static Entry named(Entry entry, Map<Long, String> names) {
        var detail = new TreeMap<String, String>();
        entry.detail()
                .forEach((key, value) ->
                        detail.put(key, CONTACT.matcher(value).replaceAll(found -> name(found, names))));
        return new Entry(entry.id(), entry.at(), entry.by(), entry.what(), entry.kind(), entry.about(), detail);
    }

    private static String name(MatchResult found, Map<Long, String> names) {
        return Matcher.quoteReplacement(names.getOrDefault(Long.valueOf(found.group(1)), found.group()));
    }
}
