package app.touchline.importing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import app.touchline.partner.Refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class SourceFileTests {

    private static final String TABLE = "Partner;Größe;Notiz\nZoë & Söhne;✅;\"a;b, c\"\n";

    static Stream<Arguments> encodings() {
        return Stream.of(
                arguments("UTF-8", TABLE.getBytes(StandardCharsets.UTF_8)),
                arguments("UTF-8", ("\uFEFF" + TABLE).getBytes(StandardCharsets.UTF_8)),
                arguments("UTF-16", ("\uFEFF" + TABLE).getBytes(StandardCharsets.UTF_16LE)),
                arguments("UTF-16", ("\uFEFF" + TABLE).getBytes(StandardCharsets.UTF_16BE)),
                arguments("UTF-16", TABLE.getBytes(StandardCharsets.UTF_16LE)),
                arguments("UTF-16", TABLE.getBytes(StandardCharsets.UTF_16BE)));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aTableIsReadInWhateverEncoding(String encoding, byte[] content) {
        var file = SourceFile.read(content);

        assertThat(file.readAs()).isEqualTo("CSV, %s, separated by semicolon".formatted(encoding));
        assertThat(file.sheets().getFirst().lines().getLast().cells()).containsExactly("Zoë & Söhne", "✅", "a;b, c");
    }

    @Test
    void whatIsNoUtf8IsReadAsWindows1252() {
        var file = SourceFile.read(
                "Partner\tNotiz\r\nZoë & Söhne\t10 € – „gut“\r\n".getBytes(Charset.forName("windows-1252")));

        assertThat(file.readAs()).isEqualTo("CSV, Windows-1252, separated by tab");
        assertThat(file.sheets().getFirst().lines().getLast().cells()).containsExactly("Zoë & Söhne", "10 € – „gut“");
    }

    @Test
    void commasInTextsDoNotHideTheSeparator() {
        var file = csv("A;B\nx, y, z, u;1\nx, y;2\nnone, at, all, of, these;3\n");

        assertThat(file.sheets().getFirst().lines().get(1).cells()).containsExactly("x, y, z, u", "1");
    }

    @Test
    void theHintOfASpreadsheetIsFollowedAndLinesKeepTheirNumbers() {
        var line = csv("sep=|\nA|B\n\n1|2\n").sheets().getFirst().lines().getLast();

        assertThat(line).isEqualTo(new SourceFile.Line(4, List.of("1", "2")));
    }

    @Test
    void theApostropheOfAnExportGoesAgain() {
        assertThat(csv("A,B,C\n'=1+1,''=x,'quoted'\n")
                        .sheets()
                        .getFirst()
                        .lines()
                        .getLast()
                        .cells())
                .containsExactly("=1+1", "'=x", "'quoted'");
    }

    @Test
    void aWorkbookIsReadWithItsDaysFormulasAndSheets() {
        var file = SourceFile.read(Xlsx.of(
                List.of("🤝 Partner tracker 2026", "", ""),
                List.of("Partner", "Since", "Seen", "ICP", "Total", "Name"),
                List.of(
                        "Acme & Söhne",
                        LocalDate.of(2026, 3, 4),
                        new Xlsx.Shown(LocalDate.of(2025, 12, 31)),
                        true,
                        new Xlsx.Formula("1+1", 2.50),
                        new Xlsx.Formula("A3", "Acme"))));

        assertThat(file.sheets()).extracting(SourceFile.Sheet::name).containsExactly("Read me", "Partners");
        var lines = file.sheets().getLast().lines();
        assertThat(lines.getLast())
                .isEqualTo(new SourceFile.Line(
                        3, List.of("Acme & Söhne", "2026-03-04", "2025-12-31", "yes", "2.5", "Acme")));
        assertThat(Headings.of(file.sheets().getLast()).at()).isEqualTo(1);
    }

    static Stream<Arguments> noTables() {
        return Stream.of(
                arguments("", "is empty"),
                arguments("\n \n", "is empty"),
                arguments("\uFEFF", "is empty"),
                arguments("%PDF-1.7 …", "is a PDF"),
                arguments("<html><table>", "a web page, even if its name says otherwise"),
                arguments("PK\u0003\u0004 and more", "is damaged"),
                arguments("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\u0002a\0b\u0001", "no table that can be read"),
                arguments("partner,tier\n\"Acme,Tier 1\n", "cannot be read to its end"));
    }

    @ParameterizedTest
    @MethodSource("noTables")
    void whatIsNoTableIsRefusedWithASentence(String content, String sentence) {
        assertThatThrownBy(() -> csv(content)).isInstanceOf(Refused.class).hasMessageContaining(sentence);
    }

    @Test
    void anOldOrProtectedWorkbookIsRefusedWithWhatToDo() {
        var old =
                new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1, 0
                };

        assertThatThrownBy(() -> SourceFile.read(old))
                .hasMessageContaining("protected by a password")
                .hasMessageContaining(".xlsx");
    }

    @Test
    void aWorkbookCutShortIsRefused() {
        var whole = Xlsx.of(List.of("Partner", "Tier"), List.of("Acme", "Tier 1"));

        for (var length : new int[] {100, whole.length / 2, whole.length - 30})
            assertThatThrownBy(() -> SourceFile.read(java.util.Arrays.copyOf(whole, length)))
                    .isInstanceOf(Refused.class);
    }

    private static SourceFile csv(String text) {
        return SourceFile.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
