package app.touchline.joining;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.Names;

/**
 * The four questions about a company that wants to be a partner. A yes or no that nobody asked for is null: so a former table
 * may leave it.
 *
 * @param icpMatch whether its customers are those we want
 * @param accounts named accounts in which to begin together, one a line
 * @param introMechanism how introductions come about
 * @param economics whether the terms are acceptable to both
 */
public record Answers(
        @Nullable Boolean icpMatch,
        String accounts,
        String introMechanism,
        @Nullable Boolean economics) {

    public static final int ACCOUNTS_NEEDED = 3;

    public Answers {
        accounts = Names.text("accounts", accounts);
        introMechanism = Names.text("introMechanism", introMechanism);
    }

    public int accountsNamed() {
        return (int) accounts.lines().filter(line -> !line.isBlank()).distinct().count();
    }

    /** All four, or the company is a polite pass. */
    public boolean pass() {
        return Boolean.TRUE.equals(icpMatch)
                && accountsNamed() >= ACCOUNTS_NEEDED
                && !introMechanism.isEmpty()
                && Boolean.TRUE.equals(economics);
    }

    /** Whether any of the questions was answered. */
    public boolean asked() {
        return icpMatch != null || economics != null || !accounts.isEmpty() || !introMechanism.isEmpty();
    }

    /** What speaks against it, a short sentence for each question that is not passed. */
    public List<String> shortfalls() {
        var shortfalls = new ArrayList<String>();
        if (!asked()) return shortfalls;
        if (Boolean.FALSE.equals(icpMatch)) shortfalls.add("Their customers are not ours");
        if (accountsNamed() < ACCOUNTS_NEEDED)
            shortfalls.add(
                    accountsNamed() == 0
                            ? "No accounts named"
                            : "Only %d of %d accounts named".formatted(accountsNamed(), ACCOUNTS_NEEDED));
        if (introMechanism.isEmpty()) shortfalls.add("No way in which introductions come about");
        if (Boolean.FALSE.equals(economics)) shortfalls.add("The terms do not work for both");
        return shortfalls;
    }

    /** Of a question that was not asked: "not asked". */
    static String words(@Nullable Boolean answer) {
        return answer == null ? "not asked" : answer ? "yes" : "no";
    }
}
