package app.touchline.mailbox;

import java.time.LocalDate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.imap.ScriptedServer;

/** An IMAP server that says what a test wants, with one mailbox and a partner who writes to it. */
abstract class OnAScriptedServer extends MailOfAPartner {

    final ScriptedServer server = new ScriptedServer();
    final String domain = "imap" + number + ".test";
    final String theirs = "kim@" + domain;
    final String ours = "box" + number + "@ours.test";

    @BeforeEach
    void aPartner() {
        aPartnerAt(domain);
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    long connect() {
        return mailboxes.add(
                new NewMailbox(ours, null, server.account(), LocalDate.of(2026, 5, 22), true), Who.TOUCHLINE);
    }
}
