package app.touchline.post;

/**
 * A mail to one person, as plain text and as simple HTML that say the same.
 *
 * @param toName as shown beside the address; may be empty
 */
public record Letter(String toAddress, String toName, String subject, String text, String html) {

    public Letter {
        if (toAddress.isBlank() || subject.isBlank() || text.isBlank())
            throw new IllegalArgumentException("a letter has an address, a subject and a text");
        subject = oneLine(subject);
        toName = oneLine(toName);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** Without what it says and to whom. */
    @Override
    public String toString() {
        return "Letter";
    }
}
