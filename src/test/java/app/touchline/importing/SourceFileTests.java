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
        assertThat(Headings.of(file.sheets().getLast(), Subject.PARTNERS).at()).isEqualTo(1);
    }

    @Test
    void linesInQuotesEmptyRowsAndEmptyColumnsAtTheEndAreNoneOfTheTable() {
        var lines =
                csv("Partner,Notes,,,\r\nAcme,\"two\r\nlines, \"\"said\"\"\",,,\r\n,,,,\r\nGlobex,,,,\r\n,,,,\r\n\r\n")
                        .sheets()
                        .getFirst()
                        .lines();

        assertThat(lines)
                .containsExactly(
                        new SourceFile.Line(1, List.of("Partner", "Notes")),
                        new SourceFile.Line(2, List.of("Acme", "two\r\nlines, \"said\"")),
                        new SourceFile.Line(5, List.of("Globex")));
    }

    @Test
    void daysAreCountedFromWhereTheWorkbookCountsThem() {
        assertThat(last(Xlsx.of(List.of("Since"), List.of(new Xlsx.Days(46_000)), List.of(new Xlsx.Days(1)))))
                .containsExactly("1899-12-31");
        assertThat(last(Xlsx.from1904(List.of("Since"), List.of(new Xlsx.Days(46_000 - 1_462)))))
                .containsExactly("2025-12-09");
        assertThat(last(Xlsx.of(List.of("Since"), List.of(new Xlsx.Days(46_000)))))
                .containsExactly("2025-12-09");
    }

    @Test
    void numbersKeptAsTextAndFormulasThatFailedAreTextAndNothingIsWorkedOut() {
        assertThat(last(Xlsx.of(
                        List.of("Text", "Long", "Failed", "Formula"),
                        List.of(
                                "007",
                                12_345_678_901_234L,
                                new Xlsx.Formula("1/0", "#DIV/0!"),
                                new Xlsx.Formula("HYPERLINK(\"x\")", "click")))))
                .containsExactly("007", "12345678901234", "#DIV/0!", "click");
    }

    @Test
    void aTableThatIsTooWideIsRefusedAndASheetThatIsIsLeftOutByName() {
        var wide = String.join(",", java.util.Collections.nCopies(1_000, "x"));
        assertThatThrownBy(() -> csv(wide + "\n" + wide))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("more than 300 columns with something in them");
        assertThat(csv("Partner" + ",".repeat(1_000) + "\nAcme" + ",".repeat(1_000))
                        .sheets())
                .hasSize(1);

        var file = SourceFile.read(Xlsx.of(java.util.Collections.nCopies(301, (Object) "x")));
        assertThat(file.readAs()).isEqualTo("Excel workbook, Partners left out, with more than 300 columns");
        assertThat(file.sheets()).extracting(SourceFile.Sheet::name).containsExactly("Read me");
    }

    @Test
    void aWorkbookThatSwellsWhenUnpackedIsRefusedBeforeItIsRead() {
        for (var part : List.of("xl/sharedStrings.xml", "docProps/thumbnail.png")) {
            var bomb = Xlsx.swollen(part, part.startsWith("xl") ? 151L << 20 : 601L << 20);
            assertThat(bomb.length).isLessThan(1 << 20);
            assertThatThrownBy(() -> SourceFile.read(bomb))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("too large when unpacked");
        }
    }

    @Test
    void aSheetThatDefinesItsOwnEntitiesIsRefusedAndReadsNoFile() {
        var laughs = new StringBuilder("<!DOCTYPE w [<!ENTITY l0 \"ha\">");
        for (var i = 1; i < 30; i++) laughs.append("<!ENTITY l%d \"&l%d;&l%d;\">".formatted(i, i - 1, i - 1));
        laughs.append("<!ENTITY f SYSTEM \"file:///etc/hostname\">]>");
        for (var entity : List.of("l29", "f")) {
            var forged = Xlsx.forged(laughs
                    + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&%s;</t></is></c></row></sheetData></worksheet>"
                            .formatted(entity));
            assertThatThrownBy(() -> SourceFile.read(forged))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void otherArchivesAndDocumentsAreRefusedWhateverTheyAreCalled() throws java.io.IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var zip = new java.util.zip.ZipOutputStream(bytes)) {
            zip.putNextEntry(new java.util.zip.ZipEntry("word/document.xml"));
            zip.write("<document/>".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> SourceFile.read(bytes.toByteArray()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("no Excel workbook");
    }

    private static List<String> last(byte[] workbook) {
        return SourceFile.read(workbook).sheets().getLast().lines().getLast().cells();
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
