package app.touchline.mailbox.imap;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** What an IMAP server means by the text of a refusal: its code in brackets (RFC 5530), or the words of those that give none. */
final class ServerWords {

    private static final Pattern PASSING = Pattern.compile("\\[(UNAVAILABLE|INUSE)]");

    private static final Pattern CLOSED_FOR_NOW = Pattern.compile("\\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG|OVERQUOTA)]"
            + "|TOO MANY|TRY (AGAIN )?LATER|TEMPORAR|SERV(ER|ICE) (IS )?(BUSY|UNAVAILABLE)|THROTTLED|RATE LIMIT");

    private static final Pattern PAUSE =
            Pattern.compile("THROTTLED|RATE LIMIT|TOO MANY [A-Z ]*(CONNECTIONS|REQUESTS|SESSIONS|COMMANDS)"
                    + "|EXCEEDED [A-Z ]*(COMMAND|BANDWIDTH)");

    /** After some wrong passwords a server may say so; a person must look then, before the account is locked. */
    private static final Pattern WRONG_PASSWORD = Pattern.compile(
            "\\[(AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|EXPIRED)]|INVALID CREDENTIALS|FAILED (LOGIN|ATTEMPT)|LOGIN (ATTEMPT|FAILURE)|ACCOUNT [A-Z ]*LOCKED");

    private static final Pattern FOR_A_PERSON =
            Pattern.compile("\\[(ALERT|EXPIRED|CONTACTADMIN|WEBALERT\\b[^]]*)]|WEB LOGIN|SPECIFIC PASSWORD");

    private static final Pattern BACKOFF =
            Pattern.compile("BACK-?OFF TIME:? *(\\d{1,9}) *(MILLISECONDS|MS|SECONDS|S)?\\b");

    private static final Pattern CODE = Pattern.compile("^\\s*\\[[^]]*]\\s*");

    private ServerWords() {}

    /** Said when somebody signs in: it is not about the password. */
    static boolean isClosedForNow(String said) {
        return says(CLOSED_FOR_NOW, said) && !says(WRONG_PASSWORD, said);
    }

    /** Whether it asks to be left alone for a while. */
    static boolean asksForAPause(String said) {
        return says(PAUSE, said);
    }

    /** For how long, where it says so, as Exchange does: "Suggested Backoff Time: 92415 milliseconds". */
    static @Nullable Duration pause(String said) {
        var time = BACKOFF.matcher(upper(said));
        if (!time.find()) return null;
        var number = Long.parseLong(time.group(1));
        var unit = time.group(2);
        return unit != null && unit.startsWith("S") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
    }

    /** Whether the same may be granted a little later. */
    static boolean isPassing(String said) {
        return says(PASSING, said);
    }

    /** Exchange lets in whoever is known, and refuses all else where no mailbox belongs to them. */
    static boolean isNotConnected(String said) {
        return upper(said).contains("AUTHENTICATED BUT NOT CONNECTED");
    }

    /** Whether a person must be shown it. */
    static boolean isForAPerson(String said) {
        return says(FOR_A_PERSON, said);
    }

    static String withoutCode(String said) {
        return CODE.matcher(said).replaceFirst("");
    }

    private static boolean says(Pattern what, String said) {
        return what.matcher(upper(said)).find();
    }

    private static String upper(String said) {
        return said.toUpperCase(Locale.ROOT);
    }
}
