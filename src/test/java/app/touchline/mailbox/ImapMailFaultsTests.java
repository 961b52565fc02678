package app.touchline.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Faults 9, 33 to 37 and 59: what an IMAP server does, through to what is on record. */
@TouchlineTest
@SuppressWarnings("NullAway.Init") // filled before each test
class ImapMailFaultsTests extends OnAScriptedServer {

    @Autowired
    MockMvcTester mvc;

    private long id;

    @BeforeEach
    void aMailbox() {
        id = connect();
    }

    private List<String> quarantine() {
        return jdbc.sql("select row_to_json(q)::text from mailbox_quarantine q where mailbox_id = :id")
                .param("id", id)
                .query((row, index) -> row.getString(1))
                .list();
    }

    @Test
    void fault9_whatCannotBeTakenIsKeptWithoutContentAndTakenWhenAPersonTriesAgain() {
        server.holds(theirs, ours, 1, 2, 3);
        server.instead = (command, usual) -> command.startsWith("UID FETCH 2 ")
                ? "NO broken"
                : command.startsWith("UID FETCH") ? usual.replace(server.line(2), "") : null;
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(2);
        assertThat(quarantine())
                .singleElement()
                .asString()
                .contains("100/INBOX:2")
                .doesNotContain(domain);

        retry();
        assertThat(quarantine()).singleElement().asString().contains("100/INBOX:2");
        server.instead = (command, usual) -> null;
        retry();
        assertThat(quarantine()).isEmpty();
        assertThat(touches()).isEqualTo(3);
    }

    private void retry() {
        assertThat(mvc.post()
                        .uri("/admin/mailboxes/" + id + "/quarantine")
                        .with(As.a(Role.ADMIN))
                        .with(csrf())
                        .param("providerId", "100/INBOX:2")
                        .exchange())
                .hasStatus3xxRedirection();
    }

    @Test
    void fault33_aServerThatNumbersAnewInEverySessionLosesAndDoublesNothing() {
        server.holds(theirs, ours, 1, 2, 3);
        for (int session = 0; session < 8; session++) {
            server.validity = session % 2 == 0 ? 500 - session : 700 + session;
            server.holds(theirs, ours, 10 + session);
            readToTheEnd(id);
            assertThat(touches()).isEqualTo(4 + session);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"* OK [NOMODSEQ] none", "* OK [HIGHESTMODSEQ 0] zero", "* OK [HIGHESTMODSEQ NIL] nil", ""})
    void fault34_whatAServerSaysOfItsChangesDecidesNothing(String said) {
        var sequence = new AtomicInteger(900);
        server.instead = (command, usual) -> !command.startsWith("EXAMINE")
                ? null
                : usual
                        + (said.isEmpty()
                                ? "* OK [HIGHESTMODSEQ " + sequence.addAndGet(-100) + "] going back\r\n"
                                : said + "\r\n");
        server.tellsUidNext = false;
        for (int round = 1; round <= 4; round++) {
            server.holds(theirs, ours, round * 5L);
            readToTheEnd(id);
            readToTheEnd(id);
            assertThat(touches()).isEqualTo(round);
            assertThat(counter(id, "read")).isEqualTo(round);
        }
    }

    @Test
    void fault36_whoeverCanBeReadOnHostileMailIsUsed() {
        var hostile = List.of(
                "From: <>\r\nTo: " + theirs,
                "From: " + ours + "\r\nTo: MISSING_DOMAIN@.SYNTAX-ERROR., " + theirs,
                "From: " + ours + "\r\nTo: \"open <" + theirs + ">",
                "From: " + ours + "\r\nTo: J\u00fcrgen \u00ff\u0080 <" + theirs + ">",
                "From: " + theirs + " (unclosed\r\nTo: " + ours,
                "From: " + ours + "\r\nTo: undisclosed-recipients:;, <" + theirs,
                "From: " + ours + "\r\nTo: @@, <@>, a@b@c, ;;, " + theirs,
                "To: " + ours + "\r\nSender: " + theirs,
                "From: " + ours + "\r\nCc:\r\n " + theirs + "\r\nTo: \r\n");
        for (int i = 0; i < hostile.size(); i++)
            server.messages.put(
                    i + 1L, hostile.get(i) + "\r\nMessage-ID: <h" + i + "@" + domain + ">\r\nSubject: =?x?q?\r\n\r\n");
        readToTheEnd(id);
        assertThat(counter(id, "read")).isEqualTo(hostile.size());
        assertThat(touches()).isEqualTo(hostile.size());
        assertThat(quarantine()).isEmpty();
    }

    /** Each with something at which a parser, a rule or the database once gave up: the ones behind it must come in. */
    @Test
    void fault36_noSingleMessageHoldsUpAMailbox() {
        var stranger = "someone@" + domain;
        var hostile = List.of(
                "From: =?utf-8?q?Some=00one?= <" + stranger + ">\r\nTo: " + ours,
                "From: " + stranger + "\r\nTo: " + ours + "\r\nSubject: =?utf-8?q?a=00b?=",
                "From: " + stranger + "\r\nTo: " + ours + "\r\nSubject: =?iso-2022-cn?q?caf\u00e9?=",
                "From: " + stranger + "\r\nTo: " + ours + "\r\nSubject: " + "Re: ".repeat(60_000),
                "From: =?x-jisautodetect?q?\u00e9?= <else." + stranger + ">\r\nTo: " + ours);
        for (int i = 0; i < hostile.size(); i++)
            server.messages.put(i + 1L, hostile.get(i) + "\r\nMessage-ID: <s" + i + "@" + domain + ">\r\n\r\n");
        server.holds(theirs, ours, 99);
        readToTheEnd(id);
        assertThat(counter(id, "read")).isEqualTo(hostile.size() + 1);
        assertThat(touches()).isEqualTo(hostile.size() + 1);
        assertThat(quarantine()).isEmpty();
        assertThat(jdbc.sql("select name from address_name where address = :address")
                        .param("address", stranger)
                        .query(String.class)
                        .list())
                .containsExactly("Someone");
    }

    @Test
    void fault35_aMessageThatAServerCannotGiveJustNowIsNotPutAsideButComesLater() {
        readToTheEnd(id);
        server.holds(theirs, ours, 1);
        server.instead = (command, usual) -> command.startsWith("UID FETCH") ? "NO [UNAVAILABLE] moving" : null;
        assertThat(sync.runSlice(id)).isInstanceOf(Slice.Later.class);
        assertThat(quarantine()).isEmpty();
        server.instead = (command, usual) -> null;
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(1);
    }

    @Test
    void fault35And37_ofALongAnswerWithHolesAllThatIsThereIsTaken() {
        server.holds(theirs, ours, LongStream.rangeClosed(1, 60).toArray());
        server.instead = (command, usual) -> {
            if (!command.startsWith("UID FETCH")) return null;
            if (command.startsWith("UID FETCH 7 ")) return "NO [SERVERBUG] cannot";
            if (!command.startsWith("UID FETCH 1:60 ")) return null;
            var holes = usual;
            for (long hole : new long[] {3, 7, 20, 44}) holes = holes.replace(server.line(hole), "");
            for (long gone : new long[] {11, 12}) {
                holes = holes.replace(server.line(gone), "");
                server.messages.remove(gone);
            }
            return holes;
        };
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(57);
        assertThat(quarantine()).singleElement().asString().contains("100/INBOX:7\"");
    }

    @Test
    void fault59_mailThatArrivesWhileOlderMailIsReadIsTakenOnce() {
        server.holds(theirs, ours, LongStream.rangeClosed(1, 40).toArray());
        jdbc.sql("""
                insert into mailbox_folder (mailbox_id, name, title, page_size, page_limit, page_limit_on)
                values (:id, 'INBOX', 'INBOX', 5, 5, '2999-01-01')
                """).param("id", id).update();
        var arrived = new AtomicInteger(100);
        var lastTouches = new ArrayList<@Nullable String>();
        server.instead = (command, usual) -> {
            if (!command.startsWith("UID FETCH")) return null;
            if (arrived.get() < 106) server.holds(theirs, ours, arrived.incrementAndGet());
            lastTouches.add(lastTouch());
            return null;
        };
        for (int turns = 0; turns < 4; turns++) readToTheEnd(id);
        assertThat(touches()).isEqualTo(46);
        assertThat(counter(id, "matched")).isEqualTo(46);
        assertThat(lastTouches.stream().filter(java.util.Objects::nonNull)).isSorted();
    }

    private @Nullable String lastTouch() {
        return jdbc.sql("select last_either::text from partner_last_touch where partner_id = :partner")
                .param("partner", partner.id())
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
