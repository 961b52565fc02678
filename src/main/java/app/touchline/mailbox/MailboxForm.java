package app.touchline.mailbox;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A mailbox as typed on the form.
 *
 * @param belongsTo a member's id, or "shared"
 * @param since the first day that is read, ISO
 * @param noticeGiven whether the admin records that notice was given; a box that is not ticked is not sent at all
 */
record MailboxForm(
        String address,
        String host,
        String port,
        Tls tls,
        String username,
        String password,
        String belongsTo,
        String since,
        @Nullable Boolean noticeGiven) {

    static final String SHARED = "shared";

    MailboxForm {
        address = address.strip();
        host = host.strip();
        port = port.strip();
        username = username.strip();
    }

    static MailboxForm empty(LocalDate since) {
        return new MailboxForm("", "", "993", Tls.TLS, "", "", SHARED, since.toString(), false);
    }

    static MailboxForm of(Mailbox mailbox) {
        boolean inTenant = mailbox.inTenant();
        return new MailboxForm(
                mailbox.address(),
                inTenant ? "" : mailbox.host(),
                inTenant ? "" : String.valueOf(mailbox.port()),
                inTenant ? Tls.TLS : mailbox.tls(),
                inTenant ? "" : mailbox.username(),
                "",
                mailbox.memberId() == null ? SHARED : String.valueOf(mailbox.memberId()),
                mailbox.floor().toString(),
                mailbox.acknowledged());
    }

    /**
     * What is wrong, by field, each in a sentence.
     *
     * @param stored the mailbox that is changed; null for a new one
     */
    Map<String, String> problems(@Nullable Mailbox stored, LocalDate today) {
        var problems = stored != null && stored.inTenant() ? new HashMap<String, String>() : serverProblems(stored);
        if (!address.matches("[^\\s@<>\",;]+@[^\\s@<>\",;]+"))
            problems.put("address", "Type the mailbox's email address, such as partners@example.com.");
        if (!belongsTo.equals(SHARED) && !belongsTo.matches("\\d{1,18}"))
            problems.put("belongsTo", "Choose whose mailbox it is.");
        var day = sinceDay();
        if (day.isEmpty()) problems.put("since", "Type a date, such as " + today.minusDays(180) + ".");
        else if (day.get().isAfter(today)) problems.put("since", "Reading back must begin today or earlier.");
        else if (day.get().isBefore(today.minusYears(20)))
            problems.put("since", "More than 20 years back is not read: choose " + today.minusYears(20) + " or later.");
        return problems;
    }

    /** What is wrong with how to get in. */
    Map<String, String> serverProblems(@Nullable Mailbox stored) {
        var problems = new HashMap<String, String>();
        if (host.isBlank()) problems.put("host", "Type the mail server's name, such as imap.example.com.");
        else if (!host.matches("[A-Za-z0-9._:-]{1,253}"))
            problems.put("host", "“%s” is not a server's name: leave out https:// and paths.".formatted(host));
        if (portNumber().isEmpty()) problems.put("port", "A port is a number from 1 to 65535; usually 993.");
        if (username.isBlank()) problems.put("username", "Type the user; often it is the email address.");
        if (password.isEmpty() && (stored == null || isElsewhere(stored)))
            problems.put(
                    "password",
                    stored == null
                            ? "Type the password."
                            : "Type the password too: it is never sent to another server or for another user.");
        return problems;
    }

    private boolean isElsewhere(Mailbox stored) {
        return portNumber().isPresent() && stored.isElsewhere(host, portNumber().get(), tls, username);
    }

    Optional<Integer> portNumber() {
        if (!port.matches("\\d{1,5}")) return Optional.empty();
        return Optional.of(Integer.parseInt(port)).filter(number -> number >= 1 && number <= 65535);
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

    @Nullable
    Long memberId() {
        return belongsTo.equals(SHARED) ? null : Long.valueOf(belongsTo);
    }

    MailSource.Account account(String withPassword) {
        return new MailSource.Account(host, portNumber().orElseThrow(), tls, username, withPassword);
    }

    @Override
    public String toString() {
        return "MailboxForm[" + address + "]";
    }
}
