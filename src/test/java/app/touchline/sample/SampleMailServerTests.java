package app.touchline.sample;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Properties;

import jakarta.mail.Folder;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SampleMailServerTests {

    @Test
    void anyMailProgramCanReadTheSampleMail() throws Exception {
        var now = ZonedDateTime.parse("2026-11-18T11:00+01:00[Europe/Berlin]");
        var mail = Correspondence.upTo(now, SampleProgramme.of(1), 1);
        try (var server = SampleMailServer.start(
                        0, "secret", 1_700_000_000, List.of(SampleProgramme.DANA, SampleProgramme.SHARED));
                var store = Session.getInstance(new Properties()).getStore("imap")) {
            var hers = mail.stream()
                    .filter(message -> message.mailbox().equals(SampleProgramme.DANA.address()))
                    .toList();
            server.deliver(hers);
            store.connect(server.host(), server.port(), SampleProgramme.DANA.address(), "secret");
            var inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            assertThat(inbox.getMessageCount()).isEqualTo((int) hers.stream()
                    .filter(message -> message.folder().equals(SampleMail.INBOX))
                    .count());
            assertThat(inbox.getMessage(1).getReceivedDate().toInstant()).isBefore(now.toInstant());
            assertThat(((UIDFolder) inbox).getUIDValidity()).isEqualTo(1_700_000_000);
            assertThat(store.getFolder("Sent").exists()).isTrue();
        }
    }
}
