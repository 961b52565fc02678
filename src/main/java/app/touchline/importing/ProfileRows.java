package app.touchline.importing;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import app.touchline.partner.Archetype;
import app.touchline.partner.Partner;
import app.touchline.partner.ProfileField;
import app.touchline.partner.TrackerField;

import static app.touchline.importing.Cells.refuse;

/** What a row says of a partner's profile. */
final class ProfileRows {

    private static final Map<TrackerField, ProfileField> FIELDS = Map.ofEntries(
            Map.entry(TrackerField.TYPE, ProfileField.TYPE),
            Map.entry(TrackerField.ARCHETYPE, ProfileField.ARCHETYPE),
            Map.entry(TrackerField.REGION, ProfileField.REGION),
            Map.entry(TrackerField.VERTICAL, ProfileField.VERTICAL),
            Map.entry(TrackerField.HYPERSCALER, ProfileField.HYPERSCALER),
            Map.entry(TrackerField.SLACK_CHANNEL, ProfileField.SLACK_CHANNEL),
            Map.entry(TrackerField.CRM_LINK, ProfileField.CRM_LINK),
            Map.entry(TrackerField.ORIGIN_STORY, ProfileField.ORIGIN_STORY),
            Map.entry(TrackerField.AGREEMENT_TERMS, ProfileField.AGREEMENT_TERMS),
            Map.entry(TrackerField.PROPOSALS_SENT, ProfileField.PROPOSALS_SENT),
            Map.entry(TrackerField.PHASE, ProfileField.PHASE),
            Map.entry(TrackerField.PHASE_1, ProfileField.PHASE_1),
            Map.entry(TrackerField.PHASE_2, ProfileField.PHASE_2),
            Map.entry(TrackerField.PHASE_3, ProfileField.PHASE_3),
            Map.entry(TrackerField.PHASE_4, ProfileField.PHASE_4));

    private final Map<String, Long> types;
    private final LocalDate today;

    /** @param types the ids of those in use, by {@link Book#key} of their names */
    ProfileRows(Map<String, Long> types, LocalDate today) {
        this.types = types;
        this.today = today;
    }

    void take(Partner partner, boolean known, Cells cells, List<String> changes) {
        FIELDS.forEach((field, of) -> {
            if (!cells.row.has(field)) return;
            var typed = typed(field, cells);
            if (typed.isEmpty()) return;
            var profile = partner.profile();
            var before = profile.read(of);
            profile.write(of, typed, today);
            if (known && !before.equals(profile.read(of)))
                changes.add(of.words().toLowerCase(java.util.Locale.ROOT));
        });
    }

    private String typed(TrackerField field, Cells cells) {
        var cell = cells.row.cell(field);
        return switch (field.kind()) {
            case DATE -> String.valueOf(cells.dates.get(field));
            case NUMBER -> {
                var amount = cells.amounts.get(field);
                yield amount == null ? "" : amount.toBigInteger().toString();
            }
            default ->
                switch (field) {
                    case TYPE -> type(cell);
                    case ARCHETYPE -> archetype(cell);
                    case PHASE -> phase(cell);
                    case CRM_LINK -> cell.matches("(?i)https?://.*") ? cell : "https://" + cell;
                    default -> cell;
                };
        };
    }

    private static String phase(String cell) {
        if (!cell.matches("(?i)(phase )?[1-4]")) throw refuse("A phase is 1, 2, 3 or 4, not “%s”.".formatted(cell));
        return cell.substring(cell.length() - 1);
    }

    private String type(String cell) {
        var id = types.get(Book.key(cell));
        if (id == null)
            throw refuse("There is no type of partner named “%s”; an admin can add it to the list.".formatted(cell));
        return id.toString();
    }

    private static String archetype(String cell) {
        return Arrays.stream(Archetype.values())
                .filter(each -> each.words().equalsIgnoreCase(cell))
                .findFirst()
                .map(Archetype::name)
                .orElseThrow(() -> refuse("“%s” is not an archetype; it is one of %s."
                        .formatted(
                                cell,
                                String.join(
                                        ", ",
                                        Arrays.stream(Archetype.values())
                                                .map(Archetype::words)
                                                .toList()))));
    }
}
