package app.touchline.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TemplatesTests {

    private static final Pattern TAG = Pattern.compile("<[a-z:]+\\b(?:[^<>\"]|\"[^\"]*\")*>");

    /** {@code problems[field]}: of a map the entry named "field", whatever the variable says. */
    private static final Pattern ENTRY_BY_VARIABLE = Pattern.compile("\\$\\{[^}]*\\w\\[[a-z]\\w*][^}]*}");

    private static final Pattern CONDITION = Pattern.compile("\\bth:(if|unless|each)=");

    @Test
    void noConditionStandsBesideAReplacementWhichWouldIgnoreIt() throws IOException {
        assertThat(found(
                        TAG,
                        tag -> tag.contains("th:replace=")
                                && CONDITION.matcher(tag).find()))
                .isEmpty();
    }

    @Test
    void noEntryOfAMapIsAskedForByAVariableInBrackets() throws IOException {
        assertThat(found(ENTRY_BY_VARIABLE, entry -> true)).isEmpty();
    }

    /** {@code kept:replace="~{today/_row :: row(row=..., look=...)}"}. */
    private static final Pattern KEPT = Pattern.compile("kept:replace=\"~\\{([\\w/-]+) :: (\\w+)\\(");

    private static final Pattern PART = Pattern.compile("~\\{([\\w/-]+) :: (\\w+)\\(");

    /** What differs between two people or two moments although the arguments are equal. */
    private static final Pattern OF_THE_MOMENT =
            Pattern.compile("<form\\b|th:action|_csrf|sec:|#authorization|#authentication|#temporals|@frame|@clock");

    @Test
    void markupThatIsKeptHoldsNothingOfOnePersonOrMoment() throws IOException {
        var kept = found(KEPT, any -> true);
        assertThat(kept).isNotEmpty();
        var seen = new HashSet<String>();
        for (var use : kept) {
            var match = KEPT.matcher(use);
            assertThat(match.find()).isTrue();
            holdsNothingOfTheMoment(match.group(1), match.group(2), seen);
        }
    }

    /** Nor does what it is made of. */
    private static void holdsNothingOfTheMoment(String template, String fragment, Set<String> seen) throws IOException {
        if (!seen.add(template + " :: " + fragment)) return;
        var file = Files.readString(Path.of("src/main/resources/templates", template + ".html"));
        var begin = file.indexOf("th:fragment=\"" + fragment + "(");
        assertThat(begin).as(template + " :: " + fragment).isPositive();
        var end = file.indexOf("th:fragment=", begin + 1);
        var markup = file.substring(begin, end < 0 ? file.length() : end);
        assertThat(OF_THE_MOMENT.matcher(markup).results())
                .as(template + " :: " + fragment)
                .isEmpty();
        for (var part : PART.matcher(markup).results().toList())
            holdsNothingOfTheMoment(part.group(1), part.group(2), seen);
    }

    private static List<String> found(Pattern pattern, Predicate<String> wanted) throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(Path.of("src/main/resources/templates"))) {
            for (var file : files.filter(Files::isRegularFile).toList())
                pattern.matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .filter(wanted)
                        .forEach(each -> found.add(file + ": " + each));
        }
        return found;
    }
}
