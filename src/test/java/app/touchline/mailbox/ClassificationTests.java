package app.touchline.mailbox;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.touchline.touch.Direction;
import app.touchline.touch.Rule;

import static app.touchline.mailbox.Mail.mail;
import static org.assertj.core.api.Assertions.assertThat;

class ClassificationTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Content-Class | urn:content-classes:calendarmessage                         | CONTENT_CLASS_CALENDAR | both
            Content-Type  | text/calendar; method=REPLY                                 | CONTENT_TYPE_CALENDAR  | both
            Content-Type  | multipart/report; report-type=delivery-status; boundary=x   | DELIVERY_REPORT        | both
            Content-Type  | Multipart/Report; boundary=x                                | DELIVERY_REPORT        | both
            Content-Type  | multipart/report; report-type="Disposition-Notification"    | DISPOSITION_REPORT     | both
            Content-Type  | multipart/report; report-type=feedback-report               | FEEDBACK_REPORT        | both
            Content-Type  | multipart/mixed; report-type=delivery-status                | OTHERWISE              | both
            X-Failed-Recipients | x@acme.test                                           | FAILED_RECIPIENTS      | both
            X-MS-Exchange-Message-Is-Ndr | ``                                           | EXCHANGE_NDR           | both
            Return-Path   | <>                                                          | NULL_RETURN_PATH       | both
            Return-Path   | <MAILER-DAEMON>                                             | NULL_RETURN_PATH       | both
            Return-Path   | <anna@acme.test>                                            | OTHERWISE              | both
            Auto-Submitted | auto-replied (vacation)                                    | AUTO_SUBMITTED_REPLIED | both
            Auto-Submitted | auto-generated (failure)                                   | AUTO_SUBMITTED         | both
            Auto-Submitted | auto-notified; owner-email="x@y.test"                      | AUTO_SUBMITTED         | both
            Auto-Submitted | (really) No                                                | OTHERWISE              | both
            X-Autoreply   | yes                                                         | X_AUTOREPLY            | both
            X-Autorespond | Holiday                                                     | X_AUTOREPLY            | both
            X-Autoreply   | no                                                          | OTHERWISE              | both
            Precedence    | auto_reply                                                  | PRECEDENCE_AUTO_REPLY  | both
            X-MS-Exchange-Generated-Message-Source | Mailbox Rules Agent                | MAILBOX_RULES_AGENT    | both
            Precedence    | Junk                                                        | PRECEDENCE_BULK        | received
            Precedence    | list                                                        | LIST_ANNOUNCEMENT      | received
            List-Id       | News <news.lists.test>                                      | LIST_ANNOUNCEMENT      | received
            List-Post     | <mailto:x@lists.test>                                       | LIST_POST              | received
            List-Post     | NO (posting is not allowed)                                 | LIST_ANNOUNCEMENT      | received
            List-Unsubscribe | <https://news.test/u>                                    | LIST_UNSUBSCRIBE       | received
            Feedback-ID   | 1:campaign                                                  | FEEDBACK_ID            | received
            X-Auto-Response-Suppress | All                                              | OTHERWISE              | both
            X-Loop        | x                                                           | OTHERWISE              | both
            """)
    void aHeaderDecides(String header, String value, Rule rule, String direction) {
        var mail = mail("anna@acme.test", "dana@ours.test").with(header, value);
        assertThat(received(mail)).isEqualTo(rule);
        var sent = mail("dana@ours.test", "anna@acme.test").with(header, value);
        assertThat(sent(sent)).isEqualTo(direction.equals("both") ? rule : Rule.OTHERWISE);
    }

    @Test
    void anEmptyReturnPathOnAnAutomaticAnswerIsAnAnswer() {
        var mail = mail("anna@acme.test", "dana@ours.test").with("Return-Path", "<>");
        assertThat(received(mail.with("Auto-Submitted", "auto-replied"))).isEqualTo(Rule.AUTO_SUBMITTED_REPLIED);
        assertThat(received(mail.with("Auto-Submitted", "auto-generated"))).isEqualTo(Rule.NULL_RETURN_PATH);
    }

    @Test
    void aCalendarPartIsSeenOnlyByTheSecondFetch() {
        var mail = mail("anna@acme.test", "dana@ours.test").with("Content-Type", "multipart/mixed; boundary=x");
        assertThat(received(mail)).isEqualTo(Rule.OTHERWISE);
        assertThat(received(mail.more(true, null))).isEqualTo(Rule.CALENDAR_PART);
    }

    @Test
    void aPostOnAListIsAPersonsWhereItAnswersFromElsewhere() {
        var mail = mail("anna@acme.test", "dana@ours.test").with("List-Id", "<talk.lists.test>");
        assertThat(received(mail)).isEqualTo(Rule.LIST_ANNOUNCEMENT);
        assertThat(received(mail.with("In-Reply-To", "<1@x.test>"))).isEqualTo(Rule.LIST_POST);
        assertThat(received(mail("news@lists.test", "dana@ours.test")
                        .with("List-Id", "<talk.lists.test>")
                        .with("In-Reply-To", "<1@x.test>")))
                .isEqualTo(Rule.LIST_ANNOUNCEMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "noreply",
                "no-reply",
                "NoReply",
                "donotreply",
                "do-not-reply",
                "bounce",
                "bounces+1=x",
                "notifications",
                "mailer",
                "root",
                "nobody",
                "listserv",
                "majordomo"
            })
    void someSendersTakeNoAnswers(String local) {
        assertThat(received(mail(local + "@acme.test", "dana@ours.test"))).isEqualTo(Rule.FROM_ROLE_ACCOUNT);
        assertThat(sent(mail(local + "@ours.test", "anna@acme.test"))).isEqualTo(Rule.OTHERWISE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "support", "sales", "team", "contact", "noreplyer", "rootbeer"})
    void desksThatAnswerArePeople(String local) {
        assertThat(received(mail(local + "@acme.test", "dana@ours.test"))).isEqualTo(Rule.OTHERWISE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MAILER-DAEMON@acme.test",
                "Postmaster <postmaster@acme.test>",
                "Mail Delivery Subsystem <mds@acme.test>"
            })
    void mailSystemsBounce(String from) {
        assertThat(received(mail(from, "dana@ours.test"))).isEqualTo(Rule.FROM_MAIL_SYSTEM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Out of office: back Monday",
                "Re: Fwd: AUTOMATIC REPLY: x",
                "Abwesenheitsnotiz",
                "Réponse automatique : x",
                "Re\u0301ponse automatique",
                "自動返信",
                "AW: Automatische Antwort",
                "Fuera de la oficina"
            })
    void aSubjectTellsAnAutomaticAnswerUnlessThereIsAChain(String subject) {
        var mail = mail("anna@acme.test", "dana@ours.test").with("Subject", subject);
        assertThat(received(mail)).isEqualTo(Rule.AUTO_REPLY_SUBJECT);
        assertThat(received(mail.with("References", "<1@x>"))).isEqualTo(Rule.AUTO_REPLY_SUBJECT);
        assertThat(received(mail.with("References", "<1@x> <2@x>"))).isEqualTo(Rule.OTHERWISE);
    }

    @Test
    void aSubjectThatOnlyMentionsItDoesNot() {
        assertThat(received(mail("anna@acme.test", "dana@ours.test").with("Subject", "We were out of office")))
                .isEqualTo(Rule.OTHERWISE);
    }

    @Test
    void toMoreThanFiftyWhoAreNotOursNobodyWritesByHand() {
        assertThat(sent(mail("dana@ours.test", guests(50)).cc("lee@ours.test"))).isEqualTo(Rule.OTHERWISE);
        assertThat(sent(mail("dana@ours.test", guests(50)).cc("one@more.test"))).isEqualTo(Rule.MASS_OUTBOUND);
        assertThat(sent(mail("dana@ours.test", guests(51)).bcc("x@y.test"))).isEqualTo(Rule.MASS_OUTBOUND);
        assertThat(sent(mail("dana@ours.test", guests(50)).bcc("x@y.test"))).isEqualTo(Rule.OTHERWISE);
        var toNine = mail("dana@ours.test", guests(9)).message();
        assertThat(Classification.of(toNine, Direction.SENT, address -> false, 8))
                .isEqualTo(Rule.MASS_OUTBOUND);
        assertThat(Classification.of(toNine, Direction.SENT, address -> false, 9))
                .isEqualTo(Rule.OTHERWISE);
        assertThat(sent(mail("dana@ours.test", guests(90)).with("In-Reply-To", "<1@x>")))
                .isEqualTo(Rule.OTHERWISE);
        assertThat(received(mail("anna@acme.test", guests(90)))).isEqualTo(Rule.OTHERWISE);
    }

    private static String[] guests(int n) {
        return IntStream.range(0, n).mapToObj(i -> "guest" + i + "@event.test").toArray(String[]::new);
    }

    private static Rule received(Mail mail) {
        return Classification.of(mail.message(), Direction.RECEIVED, address -> address.endsWith("@ours.test"), 50);
    }

    private static Rule sent(Mail mail) {
        return Classification.of(mail.message(), Direction.SENT, address -> address.endsWith("@ours.test"), 50);
    }
}
