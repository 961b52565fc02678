package app.touchline.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
