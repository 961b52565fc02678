package app.touchline.conflict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import app.touchline.deal.CompanyName;

/**
 * How much two company names look like the same company's.
 *
 * @param score out of 100; from {@value #SAME} on they are taken for the same
 * @param reason in words
 */
record Likeness(int score, String reason) {

    static final int SAME = 70;

    /** The same group, perhaps; worth showing. */
    static final int RELATED = 50;

    private static final Likeness NONE = new Likeness(0, "");

    /** Words with which one and the same company calls itself or not. */
    private static final Set<String> OPTIONAL =
            Set.of("group", "gruppe", "gruppo", "grupo", "groupe", "holding", "konzern", "com", "www");

    /** So short an abbreviation could be anybody's. */
    private static final int SHORTEST_INITIALS = 3;

    boolean same() {
        return score >= SAME;
    }

    static Likeness of(CompanyName one, CompanyName other) {
        if (one.joined().equals(other.joined())) return new Likeness(100, "The same name");
        if (!numbers(one).equals(numbers(other))) return NONE;
        if (Set.copyOf(one.words()).equals(Set.copyOf(other.words())))
            return new Likeness(95, "The same words in another order");
        var plain = withoutOptional(one);
        var otherPlain = withoutOptional(other);
        if (String.join("", plain).equals(String.join("", otherPlain)))
            return new Likeness(90, "The same name but for “group” or “holding”");
        if (isInitials(one, other) || isInitials(other, one))
            return new Likeness(80, "One is the initials of the other");
        if (isMisspelt(plain, otherPlain)) return new Likeness(85, "The same name but for a slip of the pen");
        if (related(plain, otherPlain)) return new Likeness(RELATED, "May belong to the same group");
        return NONE;
    }

    private static List<String> numbers(CompanyName name) {
        return name.words().stream()
                .map(word -> word.replaceAll("\\D+", ""))
                .filter(digits -> !digits.isEmpty())
                .toList();
    }

    /** Without words that the same company adds or leaves out; all of them where it is called nothing else. */
    static List<String> withoutOptional(CompanyName name) {
        var left =
                name.words().stream().filter(word -> !OPTIONAL.contains(word)).toList();
        return left.isEmpty() ? name.words() : left;
    }

    private static boolean isInitials(CompanyName brief, CompanyName whole) {
        return brief.words().size() == 1
                && brief.joined().length() >= SHORTEST_INITIALS
                && brief.joined().equals(whole.initials());
    }

    /** All words the same but one, and that one a misspelling. */
    private static boolean isMisspelt(List<String> one, List<String> other) {
        if (one.size() != other.size()) return Misspelling.between(String.join("", one), String.join("", other));
        var differing = new ArrayList<Integer>();
        for (var i = 0; i < one.size(); i++) if (!one.get(i).equals(other.get(i))) differing.add(i);
        return differing.size() == 1
                && Misspelling.between(one.get(differing.getFirst()), other.get(differing.getFirst()));
    }

    private static boolean related(List<String> one, List<String> other) {
        if (one.getFirst().equals(other.getFirst()) && one.getFirst().length() >= 4) return true;
        var shared = new HashSet<>(one);
        shared.retainAll(other);
        return shared.size() >= 2 && shared.size() >= Math.min(one.size(), other.size());
    }
}
