package app.touchline.joining;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

import org.jspecify.annotations.Nullable;

/**
 * What a person may write to a company that does not become a partner; nothing is sent from here.
 *
 * @param to empty: nobody's address is known
 */
record PoliteLetter(String to, String subject, String body) {

    /** @param contact whom it goes to; null: not known */
    static PoliteLetter of(
            String company, @Nullable String contact, @Nullable String address, Answers answers, String from) {
        var why = new ArrayList<String>();
        if (Boolean.FALSE.equals(answers.icpMatch()))
            why.add("At present your customers and ours are too different for either of us to gain from it.");
        if (answers.asked() && answers.accountsNamed() < Answers.ACCOUNTS_NEEDED)
            why.add("We did not yet find enough accounts in which to begin together.");
        if (answers.asked() && answers.introMechanism().isEmpty())
            why.add("We did not yet see in which way introductions between our teams would come about.");
        if (Boolean.FALSE.equals(answers.economics())) why.add("The terms would not have worked well for both of us.");
        var body = """
                Hello %s,

                thank you for the time you took to talk with us about a partnership between %s and us.

                We have looked at it with care and decided not to begin one now. %s

                That may change, and if it does, we would be glad to talk again. Until then we wish you and your team all the best.

                Kind regards
                %s
                """.formatted(contact == null ? "" : firstName(contact), company, String.join(" ", why), from)
                .replace("Hello ,", "Hello,")
                .replace("now. \n", "now.\n")
                .strip();
        return new PoliteLetter(address == null ? "" : address, "Our talk about a partnership", body);
    }

    private static String firstName(String name) {
        return name.split(" ", 2)[0];
    }

    /** Opens it in the person's own mail program (RFC 6068: each line ends in CRLF). */
    public String mailto() {
        return "mailto:%s?subject=%s&body=%s"
                .formatted(encoded(to).replace("%40", "@"), encoded(subject), encoded(body.replace("\n", "\r\n")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
