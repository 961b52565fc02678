package app.touchline.team;

import java.time.ZoneId;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.audit.AuditLog.Who;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Mail is matched against our people's addresses: only another address makes the mailboxes be read again. */
@TouchlineTest
class MemberTests {

    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    @Autowired
    People people;

    @Autowired
    TeamSamples team;

    @Autowired
    JdbcClient jdbc;

    @Test
    void anotherNameZoneRoleOrPasswordReadsNoMailboxAgain() {
        var member = team.manager("Mira Member");
        var before = directoryVersion();

        people.change(member.id(), member.email(), "Mira Married", KOLKATA, Set.of(Role.OPS_LEAD), Who.TOUCHLINE);
        people.setPassword(member.id(), TeamSamples.PASSWORD, Who.TOUCHLINE);
        people.deactivate(member.id(), Who.TOUCHLINE);
        people.activate(member.id(), Who.TOUCHLINE);

        assertThat(directoryVersion()).isEqualTo(before);
    }

    @Test
    void anotherAddressDoes() {
        var member = team.manager("Mira Member");
        var before = directoryVersion();

        people.change(
                member.id(), "moved." + member.email(), member.name(), KOLKATA, Set.of(Role.OPS_LEAD), Who.TOUCHLINE);

        assertThat(directoryVersion()).isGreaterThan(before);
    }

    private int directoryVersion() {
        return jdbc.sql("select version from directory_version")
                .query(Integer.class)
                .single();
    }
}
