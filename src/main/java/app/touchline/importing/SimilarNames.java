package app.touchline.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds names that are likely the same company's: equal but for the legal form, or alike in their letters by threes, as the
 * database's pg_trgm compares them. Kept in memory, because a file brings ten thousand names and asks for each.
 */
final class SimilarNames {

    private static final Pattern LEGAL_FORM = Pattern.compile(
            "\\b(inc|incorporated|llc|ltd|limited|gmbh|ag|kg|ug|se|sa|sas|sarl|srl|spa|bv|nv|ab|oy|as|plc|corp|corporation|co|company|pty|holding|group|the)\\b");

    /** Threes that so many names share tell none of them apart. */
    private static final int TOO_COMMON = 400;

    private static final double ALIKE = 0.6;

    private final Map<String, Set<String>> byBare = new HashMap<>();
    private final Map<String, List<String>> byThree = new HashMap<>();
    private final Map<String, Set<String>> threesOf = new HashMap<>();

    /** @param key as {@link Book#key} gives it */
    void add(String key) {
        var bare = bare(key);
        byBare.computeIfAbsent(bare, _ -> new HashSet<>()).add(key);
        var threes = threes(bare);
        if (threesOf.putIfAbsent(key, threes) != null) return;
        for (var three : threes)
            byThree.computeIfAbsent(numbers(bare) + three, _ -> new ArrayList<>(2))
                    .add(key);
    }

    /** At most three, the most alike first; numbers in a name must be the same. */
    List<String> like(String key) {
        var bare = bare(key);
        var threes = threes(bare);
        Map<String, Integer> shared = new HashMap<>();
        for (var three : threes) {
            var names = byThree.getOrDefault(numbers(bare) + three, List.of());
            if (names.size() <= TOO_COMMON) names.forEach(name -> shared.merge(name, 1, Integer::sum));
        }
        Map<String, Double> alike = new HashMap<>();
        byBare.getOrDefault(bare, Set.of()).forEach(name -> alike.put(name, 1.0));
        shared.forEach((name, count) -> {
            var likeness = count
                    / (double) (threes.size()
                            + threesOf.getOrDefault(name, Set.of()).size()
                            - count);
            if (likeness >= ALIKE) alike.merge(name, likeness, Math::max);
        });
        alike.remove(key);
        return alike.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(3)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String bare(String key) {
        var plain = key.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
        var without = LEGAL_FORM
                .matcher(plain)
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
        return without.isEmpty() ? plain : without;
    }

    private static String numbers(String bare) {
        return bare.replaceAll("\\D+", " ");
    }

    private static Set<String> threes(String bare) {
        return java.util.Arrays.stream(bare.split(" "))
                .map(word -> "  " + word + " ")
                .flatMap(word -> java.util.stream.IntStream.range(0, word.length() - 2)
                        .mapToObj(at -> word.substring(at, at + 3)))
                .collect(Collectors.toSet());
    }
}
