package app.touchline.mailbox.imap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResponsesTests {

    @Test
    void aResponseEndsWithItsLineAndLiteralsBelongToIt() throws IOException {
        var said =
                "* OK ready\r\n* 1 FETCH (UID 7 BODY[] {14}\r\nA: b\r\nC: {3}\r\n FLAGS ())\r\n* 2 FETCH {0}\r\nend\r\na1 OK\r\n";

        assertThat(all(said, 1_000))
                .containsExactly(
                        "* OK ready",
                        "* 1 FETCH (UID 7 BODY[] {14}\r\nA: b\r\nC: {3}\r\n FLAGS ())",
                        "* 2 FETCH {0}\r\nend",
                        "a1 OK");
    }

    @Test
    void whatOnlyLooksLikeTheEndOfALineIsNone() throws IOException {
        assertThat(all("* OK {a}\r\n* OK {}\r\n* OK 5}\r\n* OK a\nb\r c\r\n\r\n", 3))
                .containsExactly("* OK {a}", "* OK {}", "* OK 5}", "* OK a\nb\r c", "");
    }

    @Test
    void bytesComeInWhateverPieces() throws IOException {
        var random = new Random(4711);
        for (int turn = 0; turn < 300; turn++) {
            var expected = new ArrayList<String>();
            var said = new StringBuilder();
            for (int i = random.nextInt(1, 30); i > 0; i--) {
                var response = response(random);
                expected.add(response);
                said.append(response).append("\r\n");
            }
            assertThat(all(said.toString(), random.nextInt(1, 200_000))).isEqualTo(expected);
        }
    }

    @Test
    void aLiteralTooLongToBeKeptIsPassedOver() throws IOException {
        var endless = "x".repeat(40_000_000);

        assertThat(all("* 1 FETCH (UID 7 BODY[] {40000000}\r\n" + endless + " FLAGS ())\r\n* 2 FETCH ()\r\n", 70_000))
                .satisfiesExactly(
                        line -> {
                            assertThat(line).hasSizeLessThan(100);
                            assertThat(HeaderFetch.items(line))
                                    .containsEntry("UID", "7")
                                    .containsEntry("BODY", null)
                                    .containsEntry("FLAGS", List.of());
                        },
                        line -> assertThat(line).isEqualTo("* 2 FETCH ()"));
    }

    @Test
    void whoNeverEndsALineIsNotListenedTo() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatThrownBy(() -> new Responses(endless).next()).hasMessageContaining("too much");
        assertThatThrownBy(() -> all("* OK {99999999999999999999}\r\nabc", 10))
                .hasMessageContaining("more than can be");
    }

    @Test
    void aLineThatIsCutOffIsNone() {
        assertThatThrownBy(() -> all("* OK\r\n* 1 FETCH (UI", 10)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> all("* 1 FETCH {10}\r\nabc", 10)).isInstanceOf(IOException.class);
    }

    private static String response(Random random) {
        var response = new StringBuilder("* ");
        for (int parts = random.nextInt(4); parts >= 0; parts--) {
            switch (random.nextInt(4)) {
                case 0 -> response.append("word ".repeat(random.nextInt(20)));
                case 1 -> response.append("{12} \r \n } { ");
                case 2 -> response.append("\"ü}\" ");
                default -> {
                    var literal = new StringBuilder();
                    for (int i = random.nextInt(random.nextInt(10) == 0 ? 100_000 : 40); i > 0; i--)
                        literal.append("a\r\n{3}é".charAt(random.nextInt(7)));
                    response.append('{')
                            .append(literal.length())
                            .append("}\r\n")
                            .append(literal);
                }
            }
        }
        return response.append(')').toString();
    }

    /** @param most so many bytes come at once */
    private static List<String> all(String said, int most) throws IOException {
        var bytes = said.getBytes(StandardCharsets.ISO_8859_1);
        var in = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int at, int length) {
                return super.read(into, at, Math.min(length, most));
            }
        };
        var responses = new Responses(in);
        var all = new ArrayList<String>();
        while (responses.available() > 0) all.add(responses.next());
        return all;
    }
}
