package app.touchline.importing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.DealField;
import app.touchline.deal.DealKind;
import app.touchline.deal.LostReason;
import app.touchline.deal.Origin;
import app.touchline.deal.Part;
import app.touchline.deal.RegistrationId;
import app.touchline.deal.Stage;
import app.touchline.deal.Standing;
import app.touchline.importing.ImportTable.Row;
import app.touchline.partner.FileField.Kind;
import app.touchline.partner.Refused;

import static app.touchline.importing.Cells.refuse;

/** The cells of a row about a deal, understood; all that cannot be understood is said at once. Null is what the row does not say. */
final class DealCells {

    /** As our own files write it of a deal with several partners. */
    static final String BOTH_PARTS = "Sourced and influenced";

    final Row row;
    final List<String> problems = new ArrayList<>();
    final Map<DealField, LocalDate> dates = new EnumMap<>(DealField.class);

    /** As {@link #row} says it; one of another system stands in {@link #externalId}. */
    @Nullable
    RegistrationId code;

    String externalId;

    @Nullable
    Origin origin;

    @Nullable
    Part part;

    /** Empty where the row leaves them to its part. */
    List<DealShares.Said> shares = List.of();

    @Nullable
    DealKind kind;

    @Nullable
    Standing standing;

    @Nullable
    Stage stage;

    @Nullable
    LostReason lostFor;

    DealCells(Row row, Map<String, LostReason> reasons, LocalDate today) {
        this.row = row;
        this.externalId = row.cell(DealField.EXTERNAL_ID);
        if (row.problem() != null) problems.add(row.problem());
        for (var field : DealField.values())
            if (field.kind() == Kind.DATE)
                understand(
                        field,
                        cell -> dates.put(
                                field,
                                Cells.day(
                                        field,
                                        cell,
                                        field == DealField.EXPECTED_CLOSE || field == DealField.PROTECTED_UNTIL,
                                        today)));
        understand(DealField.REGISTRATION_ID, this::registration);
        understand(DealField.ORIGIN, cell -> origin = one(Origin.values(), Origin::words, cell));
        understand(
                DealField.PART, cell -> part = saysBothParts() ? Part.SOURCED : one(Part.values(), Part::words, cell));
        understand(DealField.SHARES, cell -> shares = DealShares.read(cell));
        understand(DealField.KIND, cell -> kind = one(DealKind.values(), DealKind::words, cell));
        understand(DealField.STANDING, cell -> standing = one(Standing.values(), Standing::words, cell));
        understand(DealField.STAGE, cell -> stage = one(Stage.values(), Stage::words, cell));
        understand(DealField.LOST_REASON, cell -> lostFor = reason(cell, reasons));
    }

    private void understand(DealField field, Consumer<String> how) {
        if (!row.has(field)) return;
        try {
            how.accept(row.cell(field));
        } catch (Refused refused) {
            problems.add(refused.sentence());
        }
    }

    private void registration(String cell) {
        var read = RegistrationId.read(cell);
        if (read.isPresent()) code = read.get();
        else if (RegistrationId.looksLike(cell))
            throw refuse(
                    "“%s” is no registration id: one of its signs is wrong. (Of another system? Then the column is the external id.)"
                            .formatted(cell));
        else if (externalId.isEmpty()) externalId = cell;
        else if (!externalId.equals(cell))
            throw refuse(
                    "“%s” is no registration id given here, and the external id is “%s”.".formatted(cell, externalId));
    }

    private static <E extends Enum<E>> E one(E[] all, Function<E, String> words, String cell) {
        var key = Book.key(cell).replace(' ', '_');
        return Arrays.stream(all)
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(key)
                        || words.apply(each).equalsIgnoreCase(cell.strip()))
                .findFirst()
                .orElseThrow(() -> refuse("“%s” is none of %s."
                        .formatted(cell, Arrays.stream(all).map(words).collect(Collectors.joining(", ")))));
    }

    private static LostReason reason(String cell, Map<String, LostReason> reasons) {
        var reason = reasons.get(Book.key(cell));
        if (reason == null)
            throw refuse("“%s” is no reason for which deals are lost; there are %s. An admin can add to the list."
                    .formatted(
                            cell,
                            reasons.values().stream()
                                    .filter(each -> !each.archived())
                                    .map(LostReason::name)
                                    .sorted()
                                    .collect(Collectors.joining(", "))));
        return reason;
    }

    boolean saysBothParts() {
        return row.cell(DealField.PART).replace('_', ' ').equalsIgnoreCase(BOTH_PARTS);
    }

    boolean has(DealField field) {
        return row.has(field);
    }

    String cell(DealField field) {
        return row.cell(field);
    }

    @Nullable
    LocalDate day(DealField field) {
        return dates.get(field);
    }
}
