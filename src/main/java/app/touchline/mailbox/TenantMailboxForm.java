package app.touchline.mailbox;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A mailbox of a tenant as typed on the form.
 *
 * @param belongsTo a member's id, or "shared"
 * @param since the first day that is read, ISO
 * @param noticeGiven whether the admin records that notice was given; a box that is not ticked is not sent at all
 * @param anyway whether it is connected although it could not be looked into
 */
record TenantMailboxForm(
        String address,
        String belongsTo,
        String since,
        @Nullable Boolean noticeGiven,
        @Nullable Boolean anyway) {

    TenantMailboxForm {
        address = address.strip();
    }

    Map<String, String> problems(LocalDate today) {
        var problems = new HashMap<String, String>();
        if (!address.matches("[^\\s@<>\",;/\\\\]+@[^\\s@<>\",;/\\\\]+"))
            problems.put("address", "Type the mailbox's email address, such as partners@example.com.");
        if (!belongsTo.equals(MailboxForm.SHARED) && !belongsTo.matches("\\d{1,18}"))
            problems.put("belongsTo", "Choose whose mailbox it is.");
        var day = sinceDay();
        if (day.isEmpty()) problems.put("since", "Type a date, such as " + today.minusDays(180) + ".");
        else if (day.get().isAfter(today)) problems.put("since", "Reading back must begin today or earlier.");
        else if (day.get().isBefore(today.minusYears(20)))
            problems.put("since", "More than 20 years back is not read: choose " + today.minusYears(20) + " or later.");
        return problems;
    }

    Optional<LocalDate> sinceDay() {
        try {
            return Optional.of(LocalDate.parse(since));
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    public boolean withNotice() {
        return Boolean.TRUE.equals(noticeGiven);
    }

    boolean allTheSame() {
        return Boolean.TRUE.equals(anyway);
    }

    @Nullable
    Long memberId() {
        return belongsTo.equals(MailboxForm.SHARED) ? null : Long.valueOf(belongsTo);
    }
}
