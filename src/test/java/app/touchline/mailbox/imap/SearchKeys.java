package app.touchline.mailbox.imap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The part of a search behind the numbers, as a plain server understands it: texts are looked for in a header as it is
 * written, letter by letter. Days are passed over, and what is not known is refused.
 */
final class SearchKeys {

    private static final Pattern TOKEN = Pattern.compile("\\(|\\)|\"[^\"]*\"|[^\\s()\"]+");

    private final Deque<String> tokens = new ArrayDeque<>();

    private SearchKeys(String keys) {
        var matcher = TOKEN.matcher(keys);
        while (matcher.find()) tokens.add(matcher.group());
    }

    /** @return which messages, by their header block, are found */
    static Predicate<String> of(String keys) {
        var read = new SearchKeys(keys);
        return read.all();
    }

    private Predicate<String> all() {
        var all = new ArrayList<Predicate<String>>();
        while (!tokens.isEmpty() && !tokens.peek().equals(")")) all.add(one());
        return headers -> all.stream().allMatch(each -> each.test(headers));
    }

    private Predicate<String> one() {
        var word = tokens.remove().toUpperCase(Locale.ROOT);
        switch (word) {
            case "(" -> {
                var inside = all();
                if (!tokens.remove().equals(")")) throw new IllegalArgumentException("unclosed");
                return inside;
            }
            case "OR" -> {
                var one = one();
                return one.or(one());
            }
            case "SINCE" -> {
                tokens.remove();
                return headers -> true;
            }
            case "FROM", "TO", "CC", "BCC" -> {
                return inHeader(word, text());
            }
            case "HEADER" -> {
                return inHeader(tokens.remove(), text());
            }
            default -> throw new IllegalArgumentException(word);
        }
    }

    private String text() {
        var quoted = tokens.remove();
        if (!quoted.startsWith("\"")) throw new IllegalArgumentException(quoted);
        return quoted.substring(1, quoted.length() - 1).toLowerCase(Locale.ROOT);
    }

    private static Predicate<String> inHeader(String name, String text) {
        return headers -> fields(headers, name).stream().anyMatch(field -> field.contains(text));
    }

    private static List<String> fields(String headers, String name) {
        return headers.replaceAll("\r\n[ \t]+", " ")
                .lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).toLowerCase(Locale.ROOT))
                .toList();
    }
}
