package app.touchline.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Session;

import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import app.touchline.testing.NeedsDovecot;

import static org.assertj.core.api.Assertions.assertThat;

/** The ground on which the whole-way test stands: what was laid into the maildirs is what the server shows. */
@NeedsDovecot
class DovecotTests {

    private static final Instant NOW = Instant.now();

    private static Dovecot dovecot;
    private static MailWorld world;

    @BeforeAll
    static void start() {
        world = MailWorld.of(1, NOW);
        dovecot = Dovecot.start(MailWorld.MAILBOXES);
        world.fill(dovecot);
    }

    @AfterAll
    static void stop() {
        if (dovecot != null) dovecot.close();
    }

    @Test
    void theWorldIsLargeAndTheSameForTheSameSeed() {
        var again = MailWorld.of(1, NOW);

        assertThat(world.placed()).hasSizeGreaterThan(5_000);
        assertThat(again.truth.touches)
                .extracting(Truth.ExpectedTouch::label)
                .isEqualTo(world.truth.touches.stream()
                        .map(Truth.ExpectedTouch::label)
                        .toList());
        assertThat(world.truth.touches)
                .extracting(Truth.ExpectedTouch::occurredAt)
                .doesNotHaveDuplicates();
    }

    @Test
    void everyMessageIsServedFromItsFolderWithItsTimeAndItsFromHeader() throws Exception {
        var expected = new TreeMap<String, List<Long>>();
        for (var placed : world.placed())
            expected.computeIfAbsent(placed.user() + " " + placed.folder(), key -> new ArrayList<>())
                    .add(placed.internalDate().getEpochSecond());
        var served = new TreeMap<String, List<Long>>();
        for (var user : MailWorld.MAILBOXES) {
            try (var store = Session.getInstance(new Properties()).getStore("imap")) {
                store.connect(dovecot.host(), dovecot.port(), user, Dovecot.PASSWORD);
                for (var folder : store.getDefaultFolder().list("*")) {
                    if ((folder.getType() & Folder.HOLDS_MESSAGES) == 0) continue;
                    folder.open(Folder.READ_ONLY);
                    var messages = folder.getMessages();
                    var profile = new FetchProfile();
                    profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
                    profile.add("From");
                    profile.add("X-Proof");
                    folder.fetch(messages, profile);
                    for (var message : messages) {
                        served.computeIfAbsent(user + " " + folder.getFullName(), key -> new ArrayList<>())
                                .add(((IMAPMessage) message)
                                        .getReceivedDate()
                                        .toInstant()
                                        .getEpochSecond());
                        assertThat(message.getHeader("From"))
                                .as(message.getHeader("X-Proof")[0])
                                .isNotNull();
                    }
                    folder.close();
                }
            }
        }
        expected.values().forEach(times -> times.sort(null));
        served.values().forEach(times -> times.sort(null));
        assertThat(served).isEqualTo(expected);
    }
}
