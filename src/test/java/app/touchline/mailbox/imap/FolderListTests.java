package app.touchline.mailbox.imap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.touchline.mailbox.MailSource.SeenFolder;
import app.touchline.mailbox.MailSource.Visit;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Which folders a server has, in the ways servers tell. */
class FolderListTests {

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    private Visit visit() throws MailTrouble {
        return new ImapSource(new ImapSettings(Duration.ofMinutes(1), Duration.ofMinutes(1))).visit(server.account());
    }

    /** @param lists answers to each LIST, the last one to all further ones */
    private void says(String capabilities, String... lists) {
        var answers = new java.util.ArrayDeque<>(List.of(lists));
        server.instead = (command, usual) -> {
            if (command.equals("CAPABILITY")) return "* CAPABILITY IMAP4rev1 " + capabilities + "\r\n";
            if (!command.startsWith("LIST")) return null;
            return answers.size() > 1 ? answers.pop() : answers.peek();
        };
    }

    private List<String> titles() throws MailTrouble {
        try (var visit = visit()) {
            return visit.folders().stream().map(SeenFolder::title).toList();
        }
    }

    private Trouble trouble() {
        return catchThrowableOfType(MailTrouble.class, this::titles).trouble();
    }

    @Test
    void namesAreReadInEveryNotation() throws Exception {
        says(
                "",
                "* LIST (\\HasNoChildren) \"/\" INBOX\r\n"
                        + "* LIST () \"/\" \"a \\\"b\\\" \\\\ c\"\r\n"
                        + "* LIST () \"/\" {12}\r\nline\r\nbreak!\r\n"
                        + "* LIST () \"/\" \"Entw&APw-rfe 2026\"\r\n"
                        + "* LIST () \"/\" \"R&D\"\r\n"
                        + "* LIST () NIL Flat\r\n"
                        + "* LIST () \"/\" \"caf\u00c3\u00a9\"\r\n"
                        + "* LIST () \"/\" \"&AAA-x\"\r\n"
                        + "* LIST (\\HasNoChildren) \"/\" \"/\"\r\n"
                        + "* LIST () \"/\" Extended (\"CHILDINFO\" (\"SUBSCRIBED\"))\r\n");
        assertThat(titles())
                .containsExactly(
                        "INBOX",
                        "a \"b\" \\ c",
                        "line  break!",
                        "Entwürfe 2026",
                        "R&D",
                        "Flat",
                        "café",
                        " x",
                        "/",
                        "Extended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a \"b\" \\ c", "line\r\nbreak!", "caf\u00c3\u00a9", "Pr&APw-fung", "NIL"})
    void aFolderIsOpenedByTheNameTheServerGaveIt(String name) throws Exception {
        says("", "* LIST () \"/\" {" + name.length() + "}\r\n" + name + "\r\n");
        server.holds(3);
        try (var visit = visit()) {
            var folder = visit.folders().getFirst();
            assertThat(folder.name()).isEqualTo(name);
            visit.begin(folder.name(), null);
        }
        assertThat(server.commands.stream()
                        .filter(command -> command.startsWith("EXAMINE"))
                        .map(command -> ImapLine.values(command).getLast()))
                .first()
                .satisfiesAnyOf(
                        quoted -> assertThat(quoted).isEqualTo(name),
                        literal -> assertThat(server.commands).contains("EXAMINE " + name));
    }

    @Test
    void newerServersWriteNamesInUtf8() throws Exception {
        says("ENABLE UTF8=ACCEPT", "* LIST () \"/\" \"" + bytes("Übersicht & Ähnliches") + "\"\r\n");
        assertThat(titles()).containsExactly("Übersicht & Ähnliches");
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aRefusedListIsNoEmptyMailbox() {
        says("", "NO cannot");
        assertThat(trouble()).isInstanceOf(Trouble.Transient.class);
        says("", "");
        assertThat(trouble().words()).contains("not even an inbox");
    }

    @Test
    void whoIsLetInWithoutAMailboxIsToldSo() {
        says("", "BAD User is authenticated but not connected.");
        assertThat(trouble().words()).contains("shows no mailbox", "Add-MailboxPermission");
    }

    @Test
    void marksAreAskedForWhereTheyMustBeAndDoneWithoutWhereTheyAreRefused() throws Exception {
        var marked = "* LIST (\\Sent) \"/\" INBOX\r\n* LIST (\\Junk) \"/\" Odd\r\n* LIST () \"/\" Trash\r\n";
        says("SPECIAL-USE LIST-EXTENDED", marked);
        assertThat(titles()).containsExactly("INBOX");
        assertThat(server.commands).contains("LIST \"\" \"*\" RETURN (SPECIAL-USE)");
        says("SPECIAL-USE LIST-EXTENDED", "BAD unknown", marked.replace("\\Junk", ""));
        assertThat(titles()).containsExactly("INBOX", "Odd");
    }

    @Test
    void aFolderThatIsNamedTwiceIsOneWithTheMarksOfBoth() throws Exception {
        says(
                "",
                "* LIST () \"/\" INBOX\r\n* LIST () \"/\" Odd\r\n* LIST (\\Trash) \"/\" Odd\r\n* LIST () \"/\" INBOX\r\n");
        assertThat(titles()).containsExactly("INBOX");
    }

    @Test
    void whatLiesInAFolderThatIsNotReadIsNotReadEither() throws Exception {
        says("NAMESPACE", """
                * LIST (\\HasChildren) "." INBOX
                * LIST () "." INBOX.Trash
                * LIST () "." INBOX.Trash.2025
                * LIST (\\Noselect) "." INBOX.Clients
                * LIST () "." INBOX.Clients.Acme
                * LIST () "." user.lee
                """.replace("\n", "\r\n"));
        var list = server.instead;
        server.instead = (command, usual) -> command.equals("NAMESPACE")
                ? "* NAMESPACE ((\"INBOX.\" \".\")) ((\"user.\" \".\")) NIL\r\n"
                : list.apply(command, usual);
        assertThat(titles()).containsExactly("INBOX", "INBOX.Clients.Acme");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            * STATUS INBOX (UIDVALIDITY 7 UIDNEXT 12) | 7/12
            * STATUS "INBOX" (uidnext 12 UIDVALIDITY 7 X (1 2)) | 7/12
            * STATUS INBOX (UIDVALIDITY 7) |
            * STATUS INBOX (UIDVALIDITY 7 UIDNEXT 0) |
            * STATUS INBOX (UIDVALIDITY 7 UIDNEXT NIL) |
            * 4 EXISTS |
            """)
    void aStateIsOneOnlyWhereTheServerTellsEnough(String status, String state) throws Exception {
        server.instead = (command, usual) -> command.startsWith("STATUS") ? status + "\r\n" : null;
        try (var visit = visit()) {
            assertThat(visit.state("INBOX")).isEqualTo(state);
        }
        server.instead = (command, usual) -> command.startsWith("STATUS") ? "NO [UNAVAILABLE] not now" : null;
        try (var visit = visit()) {
            assertThat(visit.state("INBOX")).isNull();
        }
    }
}
