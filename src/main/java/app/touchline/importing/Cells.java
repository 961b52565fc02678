package app.touchline.importing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import app.touchline.importing.ImportTable.Row;
import app.touchline.partner.Addresses;
import app.touchline.partner.ContactRole;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.Refused;
import app.touchline.partner.Tier;

/** The cells of a row, understood; all that cannot be understood is said at once. */
final class Cells {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s;,]+");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern DOTTED = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "x", "ja", "j");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "nein");

    final Row row;
    final List<String> problems = new ArrayList<>();
    final Map<Column, LocalDate> dates = new EnumMap<>(Column.class);
    final List<String> addresses = new ArrayList<>();

    @Nullable
    Tier tier;

    @Nullable
    Long owner;

    @Nullable
    ProgrammeStatus status;

    @Nullable
    ContactRole role;

    @Nullable
    Boolean key;

    private final LocalDate today;

    Cells(Row row, Book book, LocalDate today) {
        this.row = row;
        this.today = today;
        if (row.problem() != null) problems.add(row.problem());
        row.cells().keySet().stream().filter(Column::dated).forEach(this::date);
        understand(Column.TIER, cell -> tier = book.tier(cell));
        understand(Column.OWNER, cell -> owner = book.member(cell));
        understand(Column.STATUS, cell -> status = status(cell));
        understand(Column.CONTACT_ROLE, cell -> role = role(cell));
        understand(Column.KEY_CONTACT, cell -> key = yesOrNo(cell));
        for (var entered : split(row.cell(Column.CONTACT_EMAIL)))
            Addresses.normalised(entered)
                    .ifPresentOrElse(
                            addresses::add,
                            () -> problems.add(
                                    "“%s” is not an email address; write it like dana@acme.com.".formatted(entered)));
        if (!row.has(Column.CONTACT_NAME) && !row.has(Column.CONTACT_EMAIL))
            for (var column : List.of(Column.CONTACT_ROLE, Column.CONTACT_FROM, Column.KEY_CONTACT, Column.CHAT_HANDLE))
                if (row.has(column))
                    problems.add("%s is about a contact, but the row names none.".formatted(column.heading()));
    }

    private void understand(Column column, Consumer<String> how) {
        if (!row.has(column)) return;
        try {
            how.accept(row.cell(column));
        } catch (Refused refused) {
            problems.add(refused.sentence());
        }
    }

    private void date(Column column) {
        var cell = row.cell(column);
        var day = day(cell);
        if (day == null)
            problems.add("%s: “%s” is not a date; write it like 2026-03-31 or 31.03.2026."
                    .formatted(column.heading(), cell));
        else if (day.isAfter(today))
            problems.add("%s: %s is still to come; the latest possible day is today, %s."
                    .formatted(column.heading(), day, today));
        else if (day.getYear() < 1900)
            problems.add("%s: %s is too long ago; is the year right?".formatted(column.heading(), day));
        else dates.put(column, day);
    }

    private static @Nullable LocalDate day(String cell) {
        try {
            var iso = ISO.matcher(cell);
            if (iso.matches()) return LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3));
            var dotted = DOTTED.matcher(cell);
            if (dotted.matches()) return LocalDate.of(number(dotted, 3), number(dotted, 2), number(dotted, 1));
            return null;
        } catch (DateTimeException notInTheCalendar) {
            return null;
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static ProgrammeStatus status(String cell) {
        return Arrays.stream(ProgrammeStatus.values())
                .filter(each -> each.words().equalsIgnoreCase(cell))
                .findFirst()
                .orElseThrow(() -> refuse(
                        "“%s” is not a status; it is Prospect, Testing, Active, Paused or Inactive.".formatted(cell)));
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
        var lower = cell.toLowerCase(Locale.ROOT);
        if (YES.contains(lower)) return true;
        if (NO.contains(lower)) return false;
        throw refuse("key_contact is yes or no, not “%s”.".formatted(cell));
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
