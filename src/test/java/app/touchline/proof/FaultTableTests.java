package app.touchline.proof;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of faults (faults.txt) names for each of the 63 a test that is there, or says that it is open. */
class FaultTableTests {

    private static final int FAULTS = 63;

    /** @param tests class below app.touchline, and method */
    private record Row(int number, String fault, List<String> tests) {

        static Row of(String line) {
            var cells = line.split("\\|", 3);
            var tests = cells[2].strip();
            return new Row(
                    Integer.parseInt(cells[0].strip()),
                    cells[1].strip(),
                    tests.startsWith("open:")
                            ? List.of()
                            : Arrays.stream(tests.split(",")).map(String::strip).toList());
        }
    }

    @Test
    void eachFaultStandsInTheTableOnce() throws IOException {
        assertThat(rows())
                .extracting(Row::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, FAULTS).boxed().toList());
    }

    @Test
    void eachTestThatIsNamedIsOne() throws IOException {
        var missing = new ArrayList<String>();
        for (var row : rows()) for (var test : row.tests) if (!isTest(test)) missing.add(row.number + ": " + test);
        assertThat(missing).isEmpty();
    }

    @Test
    void noneIsOpen() throws IOException {
        assertThat(rows()).filteredOn(row -> row.tests.isEmpty()).isEmpty();
    }

    private static List<Row> rows() throws IOException {
        try (var table = Objects.requireNonNull(FaultTableTests.class.getResourceAsStream("/faults.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(Row::of)
                    .toList();
        }
    }

    private static boolean isTest(String name) {
        var hash = name.indexOf('#');
        if (hash < 0) return false;
        try {
            var type = Class.forName(
                    "app.touchline." + name.substring(0, hash), false, FaultTableTests.class.getClassLoader());
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(FaultTableTests::isTest)
                    .anyMatch(method -> isCalled(name.substring(hash + 1), method));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isCalled(String name, Method method) {
        var displayed = method.getAnnotation(DisplayName.class);
        return method.getName().equals(name)
                || method.getName().startsWith("fault" + name + "_")
                || displayed != null && displayed.value().startsWith(name + " ");
    }

    private static boolean isTest(Method method) {
        return AnnotationSupport.isAnnotated(method, Testable.class);
    }
}
