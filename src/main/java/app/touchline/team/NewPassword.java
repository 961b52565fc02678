package app.touchline.team;

import java.util.Optional;

/** A password as typed for the first time: is it good enough to be one? */
public final class NewPassword {

    static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    private NewPassword() {}

    /** @return what is wrong with it, in a sentence; empty if nothing is */
    static Optional<String> problem(String password, String email) {
        if (password.isEmpty()) return Optional.of("Type a password of at least %d characters.".formatted(SHORTEST));
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST)
            return Optional.of(
                    "This has %d characters; a password has at least %d. A few words in a row are easy to remember."
                            .formatted(length, SHORTEST));
        if (length > LONGEST) return Optional.of("A password has at most %d characters.".formatted(LONGEST));
        if (password.codePoints().distinct().count() < 5)
            return Optional.of("This repeats the same few characters. Choose something harder to guess.");
        if (password.strip().equalsIgnoreCase(email)) return Optional.of("The email cannot be the password.");
        return Optional.empty();
    }

    public static Optional<String> problem(String password, String again, String email) {
        return problem(password, email)
                .or(() -> password.equals(again)
                        ? Optional.empty()
                        : Optional.of("The two do not match. Type it again."));
    }
}
