package app.touchline.importing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

import app.touchline.importing.SourceFile.Lines;
import app.touchline.importing.SourceFile.Sheet;

import static app.touchline.importing.SourceFile.refused;

/** Reads the visible sheets of an Excel workbook, row by row, with what formulas last came to. */
final class XlsxFile {

    /** A workbook that unpacks to more is no tracker. */
    private static final long MOST_BYTES = 600L * 1024 * 1024;

    /** Its texts are held in memory as long as it is read. */
    private static final long MOST_BYTES_OF_TEXTS = 150L * 1024 * 1024;

    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_OF_1904 = LocalDate.of(1904, 1, 1);
    private static final int LAST_DAY = 2_958_465; // 9999-12-31

    private XlsxFile() {}

    static SourceFile read(byte[] content) {
        unpackable(content);
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(content), new ReadingOptions(true, true))) {
            var sheets = new ArrayList<Sheet>();
            var tooWide = new ArrayList<String>();
            var read = new Lines();
            for (var sheet : workbook.getSheets().toList()) {
                if (sheet.getVisibility() != SheetVisibility.VISIBLE) continue;
                try (var rows = sheet.openStream()) {
                    var lines = rows.map(row -> read.line(row.getRowNum(), cells(row, workbook.isDate1904())))
                            .filter(line -> !line.blank())
                            .limit(SourceFile.MOST_ROWS + 100L)
                            .toList();
                    if (!lines.isEmpty()) sheets.add(new Sheet(sheet.getName(), lines));
                } catch (Lines.TooWide wide) {
                    tooWide.add(sheet.getName());
                }
            }
            var wide = tooWide.isEmpty()
                    ? ""
                    : "%s left out, with more than %d columns"
                            .formatted(String.join(", ", tooWide), SourceFile.MOST_COLUMNS);
            if (sheets.isEmpty())
                throw refused(
                        tooWide.isEmpty()
                                ? "The workbook has no sheet with anything in it."
                                : "The workbook has no sheet that can be read: " + wide + ".");
            return new SourceFile("Excel workbook" + (wide.isEmpty() ? "" : ", " + wide), List.copyOf(sheets));
        } catch (IOException | ExcelReaderException | IndexOutOfBoundsException | NumberFormatException damaged) {
            throw refused("The workbook is damaged and cannot be read. Open it in the spreadsheet and save it anew.");
        }
    }

    private static void unpackable(byte[] content) {
        var isWorkbook = false;
        // the JDK's own reader refuses what streaming writers leave behind an entry
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(content))
                .get()) {
            var buffer = new byte[64 * 1024];
            var size = 0L;
            for (var entry : Collections.list(zip.getEntries())) {
                var most = entry.getName().endsWith("sharedStrings.xml") ? MOST_BYTES_OF_TEXTS : MOST_BYTES;
                var ofEntry = 0L;
                if (entry.getName().toLowerCase(Locale.ROOT).startsWith("xl/workbook.")) isWorkbook = true;
                try (var part = zip.getInputStream(entry)) {
                    for (var read = part.read(buffer); read >= 0; read = part.read(buffer)) {
                        size += read;
                        ofEntry += read;
                        if (size > MOST_BYTES || ofEntry > most)
                            throw refused("The workbook is too large when unpacked; save only the tracker's sheet.");
                    }
                }
            }
        } catch (IOException damaged) {
            throw refused("The file is damaged and cannot be unpacked. Save it anew and choose it again.");
        }
        if (!isWorkbook)
            throw refused(
                    "The file is no Excel workbook (.xlsx); one of LibreOffice, Numbers or a zip archive is to be saved as .xlsx or CSV first.");
    }

    private static List<String> cells(Row row, boolean from1904) {
        var cells = new ArrayList<String>();
        for (var cell : row) cells.add(cell == null ? "" : text(cell, from1904));
        return cells;
    }

    private static String text(Cell cell, boolean from1904) {
        return switch (cell.getType()) {
            case EMPTY -> "";
            case BOOLEAN -> Boolean.TRUE.equals(cell.asBoolean()) ? "yes" : "no";
            case NUMBER, FORMULA -> numberOr(raw(cell), cell, from1904);
            case STRING, ERROR -> plain(cell.getText());
        };
    }

    private static String raw(Cell cell) {
        var raw = cell.getRawValue();
        return plain(raw == null || raw.isEmpty() ? cell.getText() : raw);
    }

    private static String numberOr(String raw, Cell cell, boolean from1904) {
        BigDecimal number;
        try {
            number = new BigDecimal(raw);
        } catch (NumberFormatException aText) {
            return raw;
        }
        if (isDate(cell.getDataFormatId(), cell.getDataFormatString())
                && number.signum() > 0
                && number.compareTo(BigDecimal.valueOf(LAST_DAY)) <= 0) return moment(number, from1904);
        return number.signum() == 0 ? "0" : rounded(number).stripTrailingZeros().toPlainString();
    }

    /** As the spreadsheet shows it: 0.1 + 0.2 is 0.3. */
    private static BigDecimal rounded(BigDecimal number) {
        return number.scale() > 9 ? number.setScale(9, java.math.RoundingMode.HALF_EVEN) : number;
    }

    private static String moment(BigDecimal days, boolean from1904) {
        var day = (from1904 ? DAY_ZERO_OF_1904 : DAY_ZERO).plusDays(days.longValue());
        var seconds = Math.round(days.remainder(BigDecimal.ONE).doubleValue() * 86_400);
        return seconds == 0
                ? day.toString()
                : LocalDateTime.of(day, java.time.LocalTime.MIDNIGHT)
                        .plusSeconds(seconds)
                        .toString()
                        .replace('T', ' ');
    }

    static boolean isDate(@Nullable Integer id, @Nullable String format) {
        if (id != null && ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)))
            return true;
        if (format == null) return false;
        var bare = format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\\\.|\\[[^]]*]|_.|\\*.", "");
        return bare.indexOf('y') >= 0 || (bare.indexOf('d') >= 0 && !bare.contains("general") && !bare.contains("red"));
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
