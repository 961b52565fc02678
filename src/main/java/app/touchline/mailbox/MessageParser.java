package app.touchline.mailbox;

import java.time.Instant;

/** Reads a raw header block into a {@link Message}. Takes whatever it is given; what cannot be read is left out. */
public final class MessageParser {

    private MessageParser() {}

    /**
     * Never throws, and takes time in proportion to the bytes.
     *
     * @param rawHeaders the header block; anything after the empty line that ends it is ignored
     */
    public static Message parse(String providerId, Instant receivedAt, byte[] rawHeaders) {
        throw new UnsupportedOperationException("not written yet");
    }
}
