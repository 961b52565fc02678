package app.touchline.mailbox.imap;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.touchline.mailbox.MailSource.Account;
import app.touchline.mailbox.MailSource.SignIn;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Tls;
import app.touchline.mailbox.Trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What servers say to somebody who signs in: whether to come back later, or for a person to look. */
class SigningInTests {

    private final ScriptedServer server = new ScriptedServer();
    private final ImapSource source = new ImapSource(new ImapSettings(Duration.ofMinutes(1), Duration.ofMinutes(1)));

    @AfterEach
    void close() {
        server.close();
    }

    private Trouble trouble(Account account) {
        return catchThrowableOfType(
                        MailTrouble.class, () -> source.visit(account).close())
                .trouble();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            NO [UNAVAILABLE] Temporary authentication failure.                              | later
            NO [LIMIT] LOGIN Rate limit hit.                                                | later
            NO [ALERT] Too many simultaneous connections. (Failure)                         | later
            NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)          | later
            NO Server Unavailable. 15                                                       | later
            NO Temporary problem, please try again later                                    | later
            BAD Request is throttled. Suggested Backoff Time: 5000 milliseconds             | later
            * BYE Courier: Maximum number of clients reached                                | later
            * BYE [UNAVAILABLE] Shutting down                                               | later
            NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)                         | person
            NO [AUTHENTICATIONFAILED] Authentication failed, try again later.               | person
            NO LOGIN failed.                                                                | person
            NO Invalid login, please try again                                              | person
            NO Too many failed login attempts                                               | person
            NO [ALERT] Application-specific password required: https://help.test (Failure)  | person
            NO [WEBALERT https://mail.test/continue?x=1] Web login required.                | person
            NO [EXPIRED] Password expired                                                   | person
            NO [PRIVACYREQUIRED] Plaintext authentication disallowed                        | person
            """)
    void aServerIsClosedForAWhileOrDoesNotKnowUs(String answer, String then) {
        server.instead = (command, usual) -> {
            if (!command.startsWith("LOGIN")) return null;
            return answer.startsWith("*") ? answer + "\r\n" + ScriptedServer.CUT : answer;
        };
        assertThat(trouble(server.account()))
                .isInstanceOf(then.equals("later") ? Trouble.Throttled.class : Trouble.Reauth.class);
    }

    @Test
    void whatAServerWantsAPersonToReadIsShownWithoutItsCode() {
        server.instead = (command, usual) ->
                command.startsWith("LOGIN") ? "NO [WEBALERT https://mail.test/x?y=1] Web login required." : null;
        assertThat(trouble(server.account()).words())
                .endsWith("some providers want an app password for IMAP. It says: Web login required.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"* BYE Too many connections from your address", "* BYE [UNAVAILABLE] Down for maintenance"})
    void aServerThatSaysGoodbyeInsteadOfHelloIsBusyAndNoOtherServer(String greeting) {
        server.greeting = greeting;
        var trouble = trouble(server.account());
        assertThat(trouble).isInstanceOf(Trouble.Throttled.class);
        assertThat(trouble.words()).contains("does not let anybody in at the moment", greeting.substring(6));
    }

    @Test
    void aLineThatBreaksWhileSigningInSaysNothingOfThePassword() {
        server.instead = (command, usual) -> command.startsWith("LOGIN") ? ScriptedServer.CUT : null;
        assertThat(trouble(server.account()))
                .isInstanceOfSatisfying(
                        Trouble.Transient.class,
                        passing -> assertThat(passing.words()).contains("ended the connection before it let us in"));
    }

    @Test
    void aServerThatTakesNoPasswordsSaysWhatToDo() {
        server.instead = (command, usual) ->
                command.equals("CAPABILITY") ? "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\n" : null;
        assertThat(trouble(server.account()).words()).contains("choose TLS or STARTTLS");
        var byToken = new Account("127.0.0.1", server.port(), Tls.NONE, "dana", new SignIn.Token("token"), null);
        assertThat(trouble(byToken).words()).contains("does not take access tokens");
        assertThat(server.commands).noneMatch(command -> command.startsWith("LOGIN"));
    }

    @Test
    void aTokenIsNeverGivenAsAPassword() {
        var byToken = new Account("127.0.0.1", server.port(), Tls.NONE, "dana", new SignIn.Token("token"), null);
        assertThat(trouble(byToken)).isInstanceOf(Trouble.Reauth.class);
        assertThat(server.commands).noneMatch(command -> command.contains("token"));
    }

    @Test
    void whoIsSignedInAlreadyIsNotAskedToSignIn() throws Exception {
        server.greeting = "* PREAUTH [CAPABILITY IMAP4rev1] welcome";
        server.holds(3);
        try (var visit = source.visit(server.account())) {
            assertThat(visit.begin("INBOX", null).liveCursor()).isEqualTo("100/3");
        }
        assertThat(server.commands).noneMatch(command -> command.startsWith("LOGIN"));
    }

    @Test
    void aServerThatSaysWhatItCanOnlyAfterwardsIsAskedThen() throws Exception {
        var signedIn = new java.util.concurrent.atomic.AtomicBoolean();
        server.instead = (command, usual) -> {
            if (command.startsWith("LOGIN")) signedIn.set(true);
            if (command.startsWith("LIST")) return "* LIST (\\All) \"/\" Everything\r\n* LIST () \"/\" INBOX\r\n";
            if (!command.equals("CAPABILITY")) return null;
            return "* CAPABILITY IMAP4rev1" + (signedIn.get() ? " X-GM-EXT-1" : "") + "\r\n";
        };
        try (var visit = source.visit(server.account())) {
            assertThat(visit.folders()).extracting("title").containsExactly("Everything");
        }
    }
}
