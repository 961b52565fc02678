package app.touchline.mailbox;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.MailSource.Account;
import app.touchline.proof.Dovecot;
import app.touchline.testing.NeedsDovecot;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** All the malformed and automatic mail in one mailbox of a real server: none of it is skipped. */
@NeedsDovecot
@TouchlineTest
class HostileMailTests {

    private static final String USER = "hostile-mail@ours.test";
    private static final List<byte[]> MAIL = HostileMail.all();

    private static Dovecot dovecot;

    @Autowired
    MailSync sync;

    @Autowired
    MailboxRecords mailboxes;

    @Autowired
    JdbcClient jdbc;

    @BeforeAll
    static void layItInto() {
        dovecot = Dovecot.start(List.of(USER));
        var at = TestClock.START.minus(Duration.ofDays(1));
        for (int i = 0; i < MAIL.size(); i++) dovecot.deliver(USER, "INBOX", at.plusSeconds(i), MAIL.get(i));
        dovecot.handOver();
    }

    @AfterAll
    static void stop() {
        dovecot.close();
    }

    @Test
    void eachMessageIsReadAndNoneIsPutAside() {
        assertThat(MAIL).hasSizeGreaterThan(350);
        var id = mailboxes.add(
                new NewMailbox(
                        USER,
                        null,
                        new Account("127.0.0.1", dovecot.port(), Tls.NONE, USER, Dovecot.PASSWORD),
                        LocalDate.of(2026, 5, 22),
                        true),
                Who.TOUCHLINE);
        var begun = System.nanoTime();
        Slice slice = sync.runSlice(id);
        while (slice instanceof Slice.MoreToRead) slice = sync.runSlice(id);
        assertThat(slice).isInstanceOf(Slice.ReadToTheEnd.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(60));
        assertThat(number("select n from mailbox_counter where what = 'read' and mailbox_id = :id", id))
                .isEqualTo(MAIL.size());
        assertThat(number("select count(*) from mailbox_quarantine where mailbox_id = :id", id))
                .isZero();
    }

    private long number(String question, long id) {
        return jdbc.sql(question).param("id", id).query(Long.class).single();
    }
}
