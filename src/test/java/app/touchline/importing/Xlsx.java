package app.touchline.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes workbooks part by part as Excel lays them out, with none of the library that reads them. */
final class Xlsx {

    private Xlsx() {}

    /** A formula with what it last came to. */
    record Formula(String text, Object value) {}

    /** A number of days in a date's format. */
    record Days(long days) {}

    /** A cell's number in a number format that shows it as a day, as 31.12.2026. */
    record Shown(LocalDate day) {}

    @SafeVarargs
    static byte[] of(List<Object>... rows) {
        return zip(parts("", sheet(rows)));
    }

    /** As spreadsheets write that count their days from 1904. */
    @SafeVarargs
    static byte[] from1904(List<Object>... rows) {
        return zip(parts("<workbookPr date1904=\"1\"/>", sheet(rows)));
    }

    /** With a sheet as somebody forged it. */
    static byte[] forged(String sheet) {
        return zip(parts("", sheet));
    }

    /** With a part that unpacks to so many bytes. */
    static byte[] swollen(String name, long size) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            write(zip, parts("", sheet(List.of("Partner"), List.of("Acme"))));
            zip.putNextEntry(new ZipEntry(name));
            var block = new byte[1 << 20];
            for (var written = 0L; written < size; written += block.length) zip.write(block);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @SafeVarargs
    private static String sheet(List<Object>... rows) {
        var sheet = new StringBuilder(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        for (var row = 0; row < rows.length; row++) {
            sheet.append("<row r=\"%d\">".formatted(row + 1));
            for (var column = 0; column < rows[row].size(); column++)
                sheet.append(cell(Headings.letters(column) + (row + 1), rows[row].get(column)));
            sheet.append("</row>");
        }
        return sheet.append("</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:C1\"/></mergeCells></worksheet>")
                .toString();
    }

    private static List<Part> parts(String properties, String sheet) {
        return List.of(
                part("[Content_Types].xml", """
                        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                        <Default Extension="xml" ContentType="application/xml"/>
                        <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                        <Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                        <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"""),
                part("_rels/.rels", """
                        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                        <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
                part("xl/workbook.xml", """
                        <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                        %s<sheets><sheet name="Read me" sheetId="1" r:id="rId2"/><sheet name="Partners" sheetId="2" r:id="rId1"/></sheets></workbook>""".formatted(properties)),
                part("xl/_rels/workbook.xml.rels", """
                        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                        <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
                        <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/>
                        <Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"""),
                part("xl/styles.xml", """
                        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts>
                        <fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
                        <cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>"""),
                part("xl/worksheets/sheet1.xml", sheet),
                part("xl/worksheets/sheet2.xml", """
                        <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
                        <row r="1"><c r="A1" t="inlineStr"><is><t>How to use this tracker</t></is></c></row></sheetData></worksheet>"""));
    }

    private static String cell(String at, Object value) {
        return switch (value) {
            case String text when text.isEmpty() -> "";
            case LocalDate day -> "<c r=\"%s\" s=\"1\"><v>%d</v></c>".formatted(at, serial(day));
            case Shown(var day) -> "<c r=\"%s\" s=\"2\"><v>%d</v></c>".formatted(at, serial(day));
            case Days(var days) -> "<c r=\"%s\" s=\"1\"><v>%d</v></c>".formatted(at, days);
            case Boolean yes -> "<c r=\"%s\" t=\"b\"><v>%d</v></c>".formatted(at, yes ? 1 : 0);
            case Number number -> "<c r=\"%s\"><v>%s</v></c>".formatted(at, number);
            case Formula(var text, Number number) -> "<c r=\"%s\"><f>%s</f><v>%s</v></c>".formatted(at, text, number);
            case Formula(var text, Object other) ->
                "<c r=\"%s\" t=\"str\"><f>%s</f><v>%s</v></c>".formatted(at, text, other);
            default ->
                "<c r=\"%s\" t=\"inlineStr\"><is><t xml:space=\"preserve\">%s</t></is></c>"
                        .formatted(at, value.toString().replace("&", "&amp;").replace("<", "&lt;"));
        };
    }

    private static long serial(LocalDate day) {
        return ChronoUnit.DAYS.between(LocalDate.of(1899, 12, 30), day);
    }

    private record Part(String name, String content) {}

    private static Part part(String name, String content) {
        return new Part(name, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + content);
    }

    private static byte[] zip(List<Part> parts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            write(zip, parts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(ZipOutputStream zip, List<Part> parts) throws IOException {
        for (var part : parts) {
            zip.putNextEntry(new ZipEntry(part.name()));
            zip.write(part.content().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }
}
