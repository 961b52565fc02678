package app.touchline.team;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A person as typed on a form.
 *
 * @param roles may be empty, which is a problem
 */
public record PersonForm(String email, String name, String zone, Set<Role> roles) {

    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>\",;:()\\[\\]]+@[^\\s@.<>\",;:()\\[\\]]+(\\.[^\\s@.<>\",;:()\\[\\]]+)+");

    static PersonForm of(Member member) {
        return new PersonForm(member.email(), member.name(), member.zone().getId(), member.roles());
    }

    String emailAsKept() {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** What is wrong, by field, each in a sentence. */
    Map<String, String> problems() {
        var problems = new HashMap<String, String>();
        emailProblem(email).ifPresent(problem -> problems.put("email", problem));
        nameProblem(name).ifPresent(problem -> problems.put("name", problem));
        if (Zones.parse(zone).isEmpty()) problems.put("zone", Zones.problem(zone));
        if (roles.isEmpty()) problems.put("roles", "Choose at least one role.");
        return problems;
    }

    public static Optional<String> emailProblem(String email) {
        if (email.isBlank()) return Optional.of("Type an email address.");
        return email.strip().length() <= 254 && EMAIL.matcher(email.strip()).matches()
                ? Optional.empty()
                : Optional.of("“%s” is not an email address, such as dana@example.com.".formatted(email.strip()));
    }

    public static Optional<String> nameProblem(String name) {
        if (name.isBlank()) return Optional.of("Type a name.");
        return name.strip().length() <= 100 ? Optional.empty() : Optional.of("A name has at most 100 characters.");
    }
}
