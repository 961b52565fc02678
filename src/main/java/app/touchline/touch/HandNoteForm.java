package app.touchline.touch;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.PartnerParts.ContactLine;

/** What was typed to note a touch by hand, day and time in the typist's zone. */
record HandNoteForm(
        @Nullable String kind,
        @Nullable String day,
        @Nullable String time,
        @Nullable String contact,
        @Nullable String note,
        @Nullable UUID formKey) {

    private static final int LONGEST_NOTE = 500;
    private static final int OLDEST_YEARS = 10;

    static HandNoteForm blank(Instant now, ZoneId zone) {
        var local = now.atZone(zone).truncatedTo(ChronoUnit.MINUTES);
        return new HandNoteForm(
                HandNote.Kind.CALL.name(),
                local.toLocalDate().toString(),
                local.toLocalTime().toString(),
                "",
                "",
                UUID.randomUUID());
    }

    /** @param problems by field, a sentence each */
    record Checked(@Nullable HandNote note, Map<String, String> problems) {}

    /** @param keptFrom touches of before are forgotten; null keeps all */
    Checked check(long partnerId, List<ContactLine> contacts, Instant now, ZoneId zone, @Nullable LocalDate keptFrom) {
        var problems = new LinkedHashMap<String, String>();
        var chosen = Arrays.stream(HandNote.Kind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst();
        if (chosen.isEmpty()) problems.put("kind", "Choose what it was.");
        var at = at(now, zone, problems);
        if (at != null && keptFrom != null && LocalDate.ofInstant(at, zone).isBefore(keptFrom))
            problems.put("day", "Touches before %s are not kept any more (Admin › Privacy).".formatted(keptFrom));
        var with = contact == null || contact.isBlank()
                ? null
                : contacts.stream()
                        .filter(each -> Long.toString(each.id()).equals(contact))
                        .findFirst()
                        .orElse(null);
        if (with == null && contact != null && !contact.isBlank())
            problems.put("contact", "Choose somebody who is at this partner.");
        var text = note == null ? "" : note.strip();
        if (text.length() > LONGEST_NOTE) problems.put("note", "Use %d characters or fewer.".formatted(LONGEST_NOTE));
        if (!problems.isEmpty() || at == null || chosen.isEmpty()) return new Checked(null, problems);
        return new Checked(new HandNote(chosen.get(), partnerId, with == null ? null : with.id(), at, text), problems);
    }

    private @Nullable Instant at(Instant now, ZoneId zone, Map<String, String> problems) {
        try {
            var date = LocalDate.parse(day == null ? "" : day.strip());
            if (date.isBefore(LocalDate.ofInstant(now, zone).minusYears(OLDEST_YEARS)))
                problems.put("day", "That is more than %d years ago; is the year right?".formatted(OLDEST_YEARS));
            var at = date.atTime(LocalTime.parse(time == null ? "" : time.strip()))
                    .atZone(zone)
                    .toInstant();
            // the form was filled in a moment before the clock's next minute
            if (at.isAfter(now.plusSeconds(60))) problems.put("day", "A touch is noted when it has taken place.");
            return at;
        } catch (DateTimeException notWritten) {
            problems.put("day", "Give the day and the time when it was.");
            return null;
        }
    }
}
