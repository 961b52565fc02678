package app.touchline.mailbox.imap;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ImapLineTests {

    @Test
    void aFetchLineComesApart() {
        var line = "* 12 FETCH (UID 7 FLAGS (\\Seen) INTERNALDATE \" 7-Jul-2026 02:44:25 -0700\""
                + " BODY[HEADER.FIELDS (FROM \"TO\")] {12}\r\nFrom: a\r\n)(x)";
        var values = ImapLine.values(line);
        assertThat(values).startsWith("*", "12", "FETCH");
        assertThat((List<?>) values.get(3))
                .isEqualTo(Arrays.asList(
                        "UID",
                        "7",
                        "FLAGS",
                        List.of("\\Seen"),
                        "INTERNALDATE",
                        " 7-Jul-2026 02:44:25 -0700",
                        "BODY[HEADER.FIELDS (FROM \"TO\")]",
                        "From: a\r\n)(x"));
    }

    @Test
    void quotesEscapesAndNilAreUnderstood() {
        assertThat(ImapLine.values("* LIST (\\HasNoChildren) NIL \"a \\\"b\\\" \\\\ c\""))
                .isEqualTo(Arrays.asList("*", "LIST", List.of("\\HasNoChildren"), null, "a \"b\" \\ c"));
    }

    @Test
    void whatIsNotClosedEndsWithTheLine() {
        assertThat(ImapLine.values("* 1 FETCH (UID 7 \"open")).hasSize(4);
        assertThat(ImapLine.values("* 1 FETCH )) (((")).startsWith("*", "1", "FETCH");
        assertThat(ImapLine.values("* 1 FETCH (BODY[] {999999999999}\r\nabc")).hasSize(4);
    }

    @Test
    void nothingMakesReadingFail() {
        var random = new Random(7);
        var alphabet = "()[]{}\"\\ \r\nNIL123*ab\u00e9".toCharArray();
        for (int i = 0; i < 20_000; i++) {
            var line = new StringBuilder();
            for (int j = random.nextInt(60); j > 0; j--) line.append(alphabet[random.nextInt(alphabet.length)]);
            assertThat(ImapLine.values(line.toString())).isNotNull();
        }
        assertThat(ImapLine.values("(".repeat(100_000))).isNotNull();
    }

    @Test
    void numbersOfASearchAreReadWithoutTheRest() {
        assertThat(Uids.ofSearch("* SEARCH 4 7 4294967295", new long[] {1})).containsExactly(1, 4, 7, 4294967295L);
        assertThat(Uids.ofSearch("* SEARCH 4 7 (MODSEQ 917162500)", new long[0]))
                .containsExactly(4, 7);
        assertThat(Uids.ofSearch("* SEARCH", new long[0])).isEmpty();
        assertThat(Uids.ofExtendedSearch("* ESEARCH (TAG \"A7\") UID COUNT 4 ALL 9,4:6\r\n", new long[] {1}))
                .containsExactly(1, 9, 4, 5, 6);
        assertThat(Uids.ofExtendedSearch("* ESEARCH (TAG \"A7\") UID", new long[] {1}))
                .containsExactly(1);
        assertThat(Uids.ofExtendedSearch("* ESEARCH (TAG \"A7\") UID ALL x:,:,", new long[0]))
                .isEmpty();
    }

    @Test
    void numbersAreWrittenAsASet() {
        assertThat(Uids.sets(new long[] {9, 3, 5, 4})).containsExactly("3:5,9");
        assertThat(Uids.sets(new long[] {8})).containsExactly("8");
        assertThat(Uids.sets(new long[0])).isEmpty();
    }

    @Test
    void noSetIsLongerThanServersTake() {
        var odd = LongStream.range(0, 2_000).map(n -> 4_000_000_001L + 2 * n).toArray();
        var sets = Uids.sets(odd);
        assertThat(sets).hasSize(4).allMatch(set -> set.length() < 6_100);
        assertThat(String.join(",", sets))
                .isEqualTo(Arrays.stream(odd).mapToObj(Long::toString).collect(Collectors.joining(",")));
    }

    @Test
    void anIdSurvivesAnyFolderName() {
        var id = new ProviderId(3857529045L, "a/b:c", 12);
        assertThat(ProviderId.of(id.toString())).contains(id);
        assertThat(ProviderId.of("something else")).isEmpty();
        assertThat(Place.of(new Place(1, 2).toString())).isEqualTo(new Place(1, 2));
    }
}
