package app.touchline.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A program outside the JVM that some tests drive. Where it is missing they are left out and say so; where
 * TOUCHLINE_REQUIRE_ALL_TESTS is true, as in continuous integration, they fail instead.
 */
public enum NeededProgram {
    CHROMIUM(
            "Chromium",
            "apt-get install chromium",
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")),
    DOVECOT("Dovecot", "apt-get install dovecot-imapd", List.of("dovecot"));

    private static final List<String> BESIDE_THE_PATH = List.of("/usr/sbin", "/usr/local/sbin", "/usr/bin");

    private final String words;
    private final String howToGetIt;
    private final List<String> names;

    NeededProgram(String words, String howToGetIt, List<String> names) {
        this.words = words;
        this.howToGetIt = howToGetIt;
        this.names = names;
    }

    /** Where the program is on this machine, if it is there. */
    public Optional<Path> path() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        var folders = Stream.concat(Stream.of(path.split(File.pathSeparator)), BESIDE_THE_PATH.stream())
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList();
        return names.stream()
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    ConditionEvaluationResult evaluate(boolean found, boolean allTestsRequired) {
        if (found) return ConditionEvaluationResult.enabled(words + " is here");
        if (allTestsRequired)
            throw new IllegalStateException(words
                    + " is missing, and TOUCHLINE_REQUIRE_ALL_TESTS says that no test may be left out. To get it: "
                    + howToGetIt);
        return ConditionEvaluationResult.disabled(words + " is not on this machine; to run this test: " + howToGetIt);
    }

    abstract static class Condition implements ExecutionCondition {

        private final NeededProgram program;

        Condition(NeededProgram program) {
            this.program = program;
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            var result = program.evaluate(
                    program.path().isPresent(), Boolean.parseBoolean(System.getenv("TOUCHLINE_REQUIRE_ALL_TESTS")));
            if (result.isDisabled())
                System.out.printf(
                        "LEFT OUT: %s. %s.%n",
                        context.getDisplayName(), result.getReason().orElse(""));
            return result;
        }
    }

    static final class ChromiumCondition extends Condition {
        ChromiumCondition() {
            super(CHROMIUM);
        }
    }

    static final class DovecotCondition extends Condition {
        DovecotCondition() {
            super(DOVECOT);
        }
    }
}
