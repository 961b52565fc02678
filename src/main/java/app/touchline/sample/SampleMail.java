package app.touchline.sample;

import java.time.Instant;

/**
 * A message as it lies in one folder of the sample's mail server.
 *
 * @param mailbox the address whose mailbox it is
 * @param receivedAt when the server took it
 * @param raw the whole message, headers and body
 */
record SampleMail(String mailbox, String folder, Instant receivedAt, String raw) {

    static final String INBOX = "INBOX";
    static final String SENT = "Sent";
    static final String ARCHIVE = "Archive";
    static final String JUNK = "Junk";
    static final String TRASH = "Trash";
}
