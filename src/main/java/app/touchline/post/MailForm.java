package app.touchline.post;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import app.touchline.team.PersonForm;

/**
 * The server for outgoing mail as typed.
 *
 * @param username blank: it lets us in without signing in
 * @param password blank: as stored
 * @param version of what was shown; -1 for none
 */
record MailForm(
        String host,
        String port,
        Protection protection,
        String username,
        String password,
        String fromAddress,
        String fromName,
        int version) {

    MailForm {
        host = host.strip();
        port = port.strip();
        username = username.strip();
        fromAddress = fromAddress.strip();
        fromName = fromName.strip();
    }

    static MailForm empty(String programme) {
        return new MailForm("", "587", Protection.STARTTLS, "", "", "", programme, -1);
    }

    static MailForm of(SmtpServers.Stored stored) {
        return new MailForm(
                stored.host(),
                String.valueOf(stored.port()),
                stored.protection(),
                stored.username() == null ? "" : stored.username(),
                "",
                stored.fromAddress(),
                stored.fromName(),
                stored.version());
    }

    /** What is wrong, by field, each in a sentence. */
    Map<String, String> problems(SmtpServers.@Nullable Stored stored) {
        var problems = new HashMap<String, String>();
        if (host.isBlank()) problems.put("host", "Type the mail server's name, such as smtp.example.com.");
        else if (!host.matches("[A-Za-z0-9._:-]{1,253}"))
            problems.put("host", "“%s” is not a server's name: leave out https:// and paths.".formatted(host));
        if (portNumber().isEmpty()) problems.put("port", "A port is a number from 1 to 65535; usually 587 or 465.");
        if (username.isEmpty() && !password.isEmpty())
            problems.put("username", "Type the user too; without one, leave the password empty.");
        if (!username.isEmpty() && password.isEmpty() && !isStored(stored))
            problems.put(
                    "password",
                    stored == null || stored.username() == null
                            ? "Type the password."
                            : "Type the password too: it is never sent to another server or for another user.");
        PersonForm.emailProblem(fromAddress).ifPresent(problem -> problems.put("fromAddress", problem));
        if (fromName.length() > 100) problems.put("fromName", "A name has at most 100 characters.");
        else if (fromName.isEmpty()) problems.put("fromName", "Type a name, such as Touchline.");
        return problems;
    }

    private boolean isStored(SmtpServers.@Nullable Stored stored) {
        return stored != null
                && portNumber().isPresent()
                && stored.isAt(host, portNumber().get(), protection, username);
    }

    private Optional<Integer> portNumber() {
        if (!port.matches("\\d{1,5}")) return Optional.empty();
        return Optional.of(Integer.parseInt(port)).filter(number -> number >= 1 && number <= 65535);
    }

    /** @param kept the stored password, where none was typed; null for none */
    SmtpServer server(@Nullable String kept) {
        var secret = username.isEmpty() ? null : password.isEmpty() ? kept : password;
        return new SmtpServer(
                host,
                portNumber().orElseThrow(),
                protection,
                secret == null ? null : username,
                secret,
                fromAddress,
                fromName);
    }

    @Override
    public String toString() {
        return "MailForm";
    }
}
