package app.touchline.mailbox.imap;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ServerWordsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "07-Jul-2026 02:44:25 -0700",
                " 7-Jul-2026 02:44:25 -0700",
                "7-JUL-2026 02:44:25 -0700",
                "7 Jul 2026 02:44:25 -0700"
            })
    void aServersTimeIsReadInTheWaysServersWriteIt(String text) {
        assertThat(InternalDate.of(text)).isEqualTo(Instant.parse("2026-07-07T09:44:25Z"));
    }

    @Test
    void noTimeIsNoTime() {
        assertThat(InternalDate.of("yesterday")).isNull();
        assertThat(InternalDate.of(null)).isNull();
        assertThat(InternalDate.of(List.of())).isNull();
    }

    @Test
    void theNewestReceivedHeaderIsTheFirst() {
        var headers = "Received: from a by b; (x;y)\r\n\tTue, 7 Jul 2026 11:44:25 +0200\r\n"
                + "Received: from c by a; Mon, 6 Jul 2026 11:44:25 +0200\r\n\r\n";
        assertThat(InternalDate.ofNewestReceived(headers)).isEqualTo(Instant.parse("2026-07-07T09:44:25Z"));
        assertThat(InternalDate.ofNewestReceived("\r\n")).isNull();
    }

    @Test
    void anInvitationIsFoundInTheParts() {
        var invitation = ImapLine.values("((\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"7bit\" 12 1)"
                + " (\"TEXT\" \"CALENDAR\" (\"METHOD\" \"REQUEST\") NIL NIL \"7bit\" 12 1) \"alternative\")");
        assertThat(Structure.hasCalendarPart(invitation.getFirst())).isTrue();
    }

    @Test
    void aCalendarFileIsNoInvitationAndNeitherIsAForwardedOne() {
        assertThat(Structure.hasCalendarPart(
                        ImapLine.values("(\"text\" \"calendar\" (\"name\" \"a.ics\") NIL NIL \"7bit\" 1 1)")
                                .getFirst()))
                .isFalse();
        assertThat(Structure.hasCalendarPart(ImapLine.values(
                                "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 12 (\"d\") (\"text\" \"calendar\" (\"method\" \"REQUEST\") NIL NIL \"7bit\" 1 1) 3)")
                        .getFirst()))
                .isFalse();
    }
}
