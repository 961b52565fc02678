package app.touchline.importing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import app.touchline.importing.ImportTable.Row;
import app.touchline.partner.Addresses;
import app.touchline.partner.ContactRole;
import app.touchline.partner.FileField;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.Refused;
import app.touchline.partner.Tier;
import app.touchline.partner.TrackerField;

/** The cells of a row, understood; all that cannot be understood is said at once. */
final class Cells {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s;,]+");

    private static final Pattern BRACKETED = Pattern.compile("<([^<>]+)>");

    final Row row;
    final List<String> problems = new ArrayList<>();
    final Map<FileField, LocalDate> dates = new HashMap<>();
    final Map<FileField, BigDecimal> amounts = new HashMap<>();
    final List<String> addresses = new ArrayList<>();

    @Nullable
    Tier tier;

    @Nullable
    Long owner;

    @Nullable
    ProgrammeStatus status;

    /** The row says that it was a polite pass; {@link #status} is then left empty. */
    AnswerRows.@Nullable Passed passed;

    @Nullable
    ContactRole role;

    @Nullable
    Boolean key;

    private final LocalDate today;

    Cells(Row row, Book book, LocalDate today) {
        this.row = row;
        this.today = today;
        if (row.problem() != null) problems.add(row.problem());
        row.cells().keySet().stream()
                .filter(field -> field.kind() == FileField.Kind.DATE)
                .forEach(this::date);
        understand(TrackerField.TIER, cell -> tier = book.tier(cell));
        understand(TrackerField.OWNER, cell -> owner = book.member(cell));
        understand(TrackerField.STATUS, cell -> status = isPass(cell) ? null : status(cell));
        passed();
        understand(TrackerField.CONTACT_ROLE, cell -> role = role(cell));
        understand(TrackerField.KEY_CONTACT, cell -> key = yesOrNo(cell));
        for (var field : row.cells().keySet())
            if (field.kind() == FileField.Kind.NUMBER || field.kind() == FileField.Kind.MONEY)
                understand(field, cell -> amount(field, cell));
        for (var entered : addressesIn(row.cell(TrackerField.CONTACT_EMAIL)))
            Addresses.normalised(entered)
                    .ifPresentOrElse(
                            addresses::add,
                            () -> problems.add(
                                    "“%s” is not an email address; write it like dana@acme.com.".formatted(entered)));
        if (!row.has(TrackerField.CONTACT_NAME) && !row.has(TrackerField.CONTACT_EMAIL))
            for (var column : List.of(
                    TrackerField.CONTACT_ROLE,
                    TrackerField.CONTACT_FROM,
                    TrackerField.KEY_CONTACT,
                    TrackerField.CHAT_HANDLE))
                if (row.has(column))
                    problems.add("%s is about a contact, but the row names none.".formatted(column.heading()));
    }

    private void understand(FileField column, Consumer<String> how) {
        if (!row.has(column)) return;
        try {
            how.accept(row.cell(column));
        } catch (Refused refused) {
            problems.add(refused.sentence());
        }
    }

    private void passed() {
        try {
            passed = AnswerRows.Passed.said(
                    row.cell(TrackerField.POLITE_PASS),
                    dates.get(TrackerField.POLITE_PASS_ON),
                    isPass(row.cell(TrackerField.STATUS)));
        } catch (Refused refused) {
            problems.add(refused.sentence());
        }
    }

    private static boolean isPass(String status) {
        return status.equalsIgnoreCase(TrackerField.POLITE_PASS.words());
    }

    private void date(FileField column) {
        understand(
                column, cell -> dates.put(column, day(column, cell, column == TrackerField.NEXT_ACTION_DATE, today)));
    }

    /** @param ahead whether it may be still to come */
    static LocalDate day(FileField column, String cell, boolean ahead, LocalDate today) {
        var day = Dates.read(cell, Dates.Order.DAY_FIRST);
        if (day == null)
            throw refuse("%s: “%s” is not a date; write it like 2026-03-31 or 31.03.2026."
                    .formatted(column.heading(), cell));
        if (day.isAfter(today) && !ahead)
            throw refuse("%s: %s is still to come; the latest possible day is today, %s."
                    .formatted(column.heading(), day, today));
        if (day.getYear() < 1900)
            throw refuse("%s: %s is too long ago; is the year right?".formatted(column.heading(), day));
        return day;
    }

    private void amount(FileField field, String cell) {
        if (Amounts.isNone(cell)) return;
        var amount = Amounts.read(cell)
                .orElseThrow(() -> refuse("%s: “%s” is not a number.".formatted(field.heading(), cell)));
        if (field.kind() == FileField.Kind.NUMBER && amount.stripTrailingZeros().scale() > 0)
            throw refuse("%s: “%s” is not a whole number.".formatted(field.heading(), cell));
        amounts.put(field, amount);
    }

    private static ProgrammeStatus status(String cell) {
        return Arrays.stream(ProgrammeStatus.values())
                .filter(each -> each.words().equalsIgnoreCase(cell))
                .findFirst()
                .orElseThrow(() ->
                        refuse("“%s” is not a status; it is Prospect, Testing, Active, Paused, Inactive or Polite pass."
                                .formatted(cell)));
    }

    private static ContactRole role(String cell) {
        return Arrays.stream(ContactRole.values())
                .filter(each ->
                        each.words().equalsIgnoreCase(cell) || each.name().equalsIgnoreCase(cell))
                .findFirst()
                .orElseThrow(() -> refuse(
                        "“%s” is not a contact's role; it is Partner manager, BDR, AE, SE, CS, Executive or Other."
                                .formatted(cell)));
    }

    private static boolean yesOrNo(String cell) {
        return Choices.yesOrNo(cell).orElseThrow(() -> refuse("key_contact is yes or no, not “%s”.".formatted(cell)));
    }

    /** What has no @ in it is wrong as a whole, not word by word. */
    private static List<String> addressesIn(String cell) {
        return cell.isEmpty() || cell.indexOf('@') >= 0 ? split(bare(cell)) : List.of(cell);
    }

    /** Of "Priya Nair <priya@acme.com>" what stands in the brackets. */
    private static String bare(String cell) {
        if (cell.indexOf('<') < 0) return cell.replaceAll("(?i)\\bmailto:", "");
        return BRACKETED.matcher(cell).results().map(found -> found.group(1)).collect(Collectors.joining(" "));
    }

    static List<String> split(String cell) {
        return cell.isEmpty()
                ? List.of()
                : Arrays.stream(SEPARATORS.split(cell))
                        .filter(each -> !each.isEmpty())
                        .toList();
    }

    static Refused refuse(String sentence) {
        return new Refused("row", sentence);
    }
}
