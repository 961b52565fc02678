package app.touchline.audit;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TouchlineTest
class AuditTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    AuditLog audit;

    @Autowired
    AuditReader reader;

    @Autowired
    JdbcClient jdbc;

    @Test
    @Transactional
    void anEntrySaysWhoDidWhatToWhomInTheReadersZone() {
        audit.note(
                new Who(5L, "Ada Auditor"),
                "moved to another tier",
                new About("partner", 3L, "Acme & Sons"),
                Map.of("from", "Tier 2", "to", List.of("Tier 1", "Tier 0")));
        assertThat(mvc.get().uri("/admin/audit").with(As.a(Role.ADMIN)))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Ada Auditor", "moved to another tier", "Acme &amp; Sons", "from: Tier 2", "to: Tier 1, Tier 0")
                .contains("Wed 18 Nov 2026, 11:00 in Europe/Berlin");
    }

    @Test
    @Transactional
    void olderEntriesStandOnFurtherPagesEachOnce() {
        for (var i = 0; i < AuditReader.PAGE + 5; i++)
            audit.note(Who.TOUCHLINE, "did", new About("thing", (long) i, "Thing " + i), Map.of());
        var first = reader.before(Long.MAX_VALUE);
        assertThat(first.entries())
                .hasSize(AuditReader.PAGE)
                .first()
                .satisfies(entry -> assertThat(entry.about()).isEqualTo("Thing " + (AuditReader.PAGE + 4)));
        var older = first.older();
        assertThat(older).isNotNull();
        assertThat(reader.before(older == null ? 0 : older).entries().getFirst().about())
                .isEqualTo("Thing 4");
    }

    @Test
    void anEntryCannotBeChangedOrRemoved() {
        assertThatThrownBy(() ->
                        jdbc.sql("update audit_entry set by_name = 'nobody'").update())
                .hasMessageContaining("only ever added");
        assertThatThrownBy(() -> jdbc.sql("delete from audit_entry").update()).hasMessageContaining("only ever added");
    }

    @Test
    @Transactional
    void whatWasDoneStaysWhenThePersonAndTheRecordAreGone() {
        var member = jdbc.sql("""
                insert into member (email, name, zone, created_at)
                values ('gone@ours.test', 'Gone Person', 'Etc/UTC', now()) returning id
                """).query(Long.class).single();
        var type = jdbc.sql("insert into partner_type (name) values ('Gone type') returning id")
                .query(Long.class)
                .single();
        audit.note(new Who(member, "Gone Person"), "renamed", new About("partner type", type, "Gone type"), Map.of());
        jdbc.sql("delete from partner_type where id = ?").param(type).update();
        jdbc.sql("delete from member where id = ?").param(member).update();
        assertThat(reader.about("partner type", List.of(type), Long.MAX_VALUE).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.by() + " " + entry.what() + " " + entry.about())
                        .isEqualTo("Gone Person renamed Gone type"));
    }
}
