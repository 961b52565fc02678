package app.touchline.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

import app.touchline.mailbox.MailSource.SignIn;

/**
 * A mailbox as typed on the form.
 *
 * @param signsInThrough the id of the connection whose token opens it; empty where it has a password
 * @param authority certificates of those who sign the server's certificate; empty where the machine knows them
 * @param authorityAlone whether nobody else is trusted
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
        @Nullable String signsInThrough,
        @Nullable String authority,
        @Nullable Boolean authorityAlone,
        String belongsTo,
        String since,
        @Nullable Boolean noticeGiven) {

    static final String SHARED = "shared";
    private static final int LONGEST_AUTHORITY = 100_000;

    MailboxForm {
        address = address.strip();
        host = host.strip();
        port = port.strip();
        username = username.strip();
    }

    static MailboxForm empty(LocalDate since) {
        return new MailboxForm("", "", "993", Tls.TLS, "", "", "", "", false, SHARED, since.toString(), false);
    }

    static MailboxForm of(Mailbox mailbox) {
        boolean inTenant = mailbox.inTenant();
        var entrance = mailbox.entrance();
        var authority = entrance.authority();
        return new MailboxForm(
                mailbox.address(),
                inTenant ? "" : entrance.host(),
                inTenant ? "" : String.valueOf(entrance.port()),
                inTenant ? Tls.TLS : entrance.tls(),
                inTenant ? "" : entrance.username(),
                "",
                inTenant || entrance.connectionId() == null ? "" : String.valueOf(entrance.connectionId()),
                authority == null ? "" : authority.pem(),
                authority != null && authority.alone(),
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
        if (connectionId() != null && tls == Tls.NONE && !host.matches("localhost|127\\.0\\.0\\.1"))
            problems.put("tls", "A token is only sent over TLS.");
        if (connectionId() == null
                && password.isEmpty()
                && (stored == null || !stored.entrance().hasPassword() || isElsewhere(stored)))
            problems.put(
                    "password",
                    stored == null || !stored.entrance().hasPassword()
                            ? "Type the password."
                            : "Type the password too: it is never sent to another server or for another user.");
        return problems;
    }

    private boolean isElsewhere(Mailbox stored) {
        return portNumber().isPresent()
                && stored.entrance().isElsewhere(host, portNumber().get(), tls, username);
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

    /** Null where it is entered with a password. */
    @Nullable
    Long connectionId() {
        return signsInThrough == null || !signsInThrough.matches("\\d{1,18}") ? null : Long.valueOf(signsInThrough);
    }

    /** With what a chosen file holds in the place of what was pasted; it is judged, and shown again, in the same way. */
    MailboxForm trusting(@Nullable MultipartFile authorityFile) {
        if (authorityFile == null || authorityFile.isEmpty()) return this;
        return new MailboxForm(
                address,
                host,
                port,
                tls,
                username,
                password,
                signsInThrough,
                text(authorityFile),
                authorityAlone,
                belongsTo,
                since,
                noticeGiven);
    }

    private static String text(MultipartFile file) {
        try (var content = file.getInputStream()) {
            var text = new String(content.readNBytes(LONGEST_AUTHORITY), StandardCharsets.UTF_8);
            return text.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c))
                    ? "(a file that is no text)"
                    : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public @Nullable Authority trusted() {
        return authority == null || authority.isBlank() || tls == Tls.NONE
                ? null
                : new Authority(authority.strip(), Boolean.TRUE.equals(authorityAlone));
    }

    MailSource.Account account(String withPassword) {
        var through = connectionId();
        var signIn = through != null ? new SignIn.Through(through) : new SignIn.Password(withPassword);
        return new MailSource.Account(host, portNumber().orElseThrow(), tls, username, signIn, trusted());
    }

    @Override
    public String toString() {
        return "MailboxForm[" + address + "]";
    }
}
