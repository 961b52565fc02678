package app.touchline.mailbox.imap;

import java.util.Optional;

/** One copy of a message on the server: numbering, folder, number. Written {@code 3857529045/INBOX:4392}. */
record ProviderId(long validity, String folder, long uid) {

    static Optional<ProviderId> of(String text) {
        int slash = text.indexOf('/');
        int colon = text.lastIndexOf(':');
        if (slash < 1 || colon < slash) return Optional.empty();
        try {
            return Optional.of(new ProviderId(
                    Long.parseLong(text.substring(0, slash)),
                    text.substring(slash + 1, colon),
                    Long.parseLong(text.substring(colon + 1))));
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return validity + "/" + folder + ":" + uid;
    }
}
