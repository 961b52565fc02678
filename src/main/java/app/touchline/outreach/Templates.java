package app.touchline.outreach;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.web.ChangedMeanwhile;
import app.touchline.web.EditFields;
import app.touchline.web.EditForm;

/** The outreach templates, as admins write them; each change is audited. */
@Service
class Templates {

    static final List<String> FIELDS = List.of("name", "subject", "body");

    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_BODY = 5000;

    private static final EditFields NAMES = new EditFields(
            Map.of("name", "The name", "subject", "The subject", "body", "The text"), (field, value) -> value);

    private final JdbcClient jdbc;
    private final AuditLog audit;

    Templates(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** By name. */
    List<OutreachTemplate> all() {
        return jdbc.sql("select id, name, subject, body from outreach_template order by lower(name), id")
                .query((row, index) -> new OutreachTemplate(
                        row.getLong("id"), row.getString("name"), row.getString("subject"), row.getString("body")))
                .list();
    }

    Optional<OutreachTemplate> find(long id) {
        return jdbc.sql("select id, name, subject, body from outreach_template where id = :id")
                .param("id", id)
                .query(OutreachTemplate.class)
                .optional();
    }

    /** What is wrong, by field; nothing is stored then. */
    @Transactional
    public Map<String, String> add(EditForm form, Who by) {
        jdbc.sql("lock table outreach_template in share row exclusive mode").update();
        var problems = problems(form, 0);
        if (!problems.isEmpty()) return problems;
        var id = jdbc.sql("""
                insert into outreach_template (name, subject, body) values (:name, :subject, :body) returning id
                """)
                .param("name", form.get("name"))
                .param("subject", form.get("subject"))
                .param("body", form.get("body"))
                .query(Long.class)
                .single();
        audit.note(by, "added", about(id, form.get("name")), Map.of());
        return Map.of();
    }

    /**
     * What is wrong, by field; nothing is stored then.
     *
     * @throws ChangedMeanwhile where somebody else changed a field, too
     */
    @Transactional
    public Map<String, String> change(long id, EditForm form, Who by) {
        jdbc.sql("lock table outreach_template in share row exclusive mode").update();
        var before = find(id).orElseThrow();
        var merged = NAMES.merged(form, before.opened());
        var problems = problems(merged, id);
        if (!problems.isEmpty()) return problems;
        var changes = new LinkedHashMap<String, String>();
        for (var field : FIELDS) {
            var was = before.opened().get(field);
            if (!was.equals(merged.get(field))) changes.put(field, was + " → " + merged.get(field));
        }
        if (changes.isEmpty()) return Map.of();
        jdbc.sql("update outreach_template set name = :name, subject = :subject, body = :body where id = :id")
                .param("name", merged.get("name"))
                .param("subject", merged.get("subject"))
                .param("body", merged.get("body"))
                .param("id", id)
                .update();
        audit.note(by, "changed", about(id, merged.get("name")), changes);
        return Map.of();
    }

    @Transactional
    public void remove(long id, Who by) {
        find(id).ifPresent(template -> {
            if (jdbc.sql("delete from outreach_template where id = :id")
                            .param("id", id)
                            .update()
                    == 1)
                audit.note(
                        by,
                        "removed",
                        about(id, template.name()),
                        Map.of("subject", template.subject(), "body", template.body()));
        });
    }

    private Map<String, String> problems(EditForm form, long id) {
        var problems = new LinkedHashMap<String, String>();
        line("name", "Give it a name.", form, problems);
        line("subject", "Give it a subject.", form, problems);
        if (form.get("body").isBlank()) problems.put("body", "Write a text.");
        else if (form.get("body").length() > LONGEST_BODY) problems.put("body", "Use 5,000 characters or fewer.");
        for (var field : List.of("subject", "body"))
            Field.IN_BRACES
                    .matcher(form.get(field))
                    .results()
                    .filter(found -> Field.of(found.group(1)).isEmpty())
                    .findFirst()
                    .ifPresent(found -> problems.putIfAbsent(
                            field, "“%s” is no field; those there are stand below.".formatted(found.group())));
        var taken = all().stream()
                .anyMatch(other -> other.id() != id && other.name().equalsIgnoreCase(form.get("name")));
        if (taken) problems.putIfAbsent("name", "Another template has this name.");
        return problems;
    }

    private static void line(String field, String missing, EditForm form, Map<String, String> problems) {
        if (form.get(field).isBlank()) problems.put(field, missing);
        else if (form.get(field).length() > LONGEST_LINE) problems.put(field, "Use 200 characters or fewer.");
    }

    private static About about(long id, String name) {
        return new About("outreach template", id, name);
    }
}
