package app.touchline.deal;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a deal is called on the phone: "4K7-M9Q". Six of 23 signs none of which looks like another one or makes a word; the last
 * follows from the others, so that one wrong sign, or two swapped, is no deal's.
 */
public record RegistrationId(String code) {

    static final String SIGNS = "234679CDFGHJKMNPQRTVWXY";

    private static final int LENGTH = 6;

    public RegistrationId {
        if (!holds(code)) throw new IllegalArgumentException("no registration id: " + code);
    }

    static RegistrationId any(RandomGenerator random) {
        var code = new StringBuilder();
        for (var i = 1; i < LENGTH; i++) code.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        return new RegistrationId(code.append(last(code)).toString());
    }

    /** As somebody said or typed it, with or without dash and blanks. */
    public static Optional<RegistrationId> read(String said) {
        var code = said.replaceAll("[\\s-]+", "").toUpperCase(Locale.ROOT);
        return holds(code) ? Optional.of(new RegistrationId(code)) : Optional.empty();
    }

    /** Whether somebody meant one and made a slip: as long, of the same signs, and no deal's. */
    public static boolean looksLike(String said) {
        var code = said.strip().toUpperCase(Locale.ROOT);
        return code.matches("[%1$s]{3}[\\s-]?[%1$s]{3}".formatted(SIGNS))
                && read(said).isEmpty();
    }

    private static boolean holds(String code) {
        return code.length() == LENGTH
                && code.chars().allMatch(sign -> SIGNS.indexOf(sign) >= 0)
                && last(code.substring(0, LENGTH - 1)) == code.charAt(LENGTH - 1);
    }

    /** The number of signs is prime, so each weight tells every difference. */
    private static char last(CharSequence others) {
        var sum = 0;
        for (var i = 0; i < others.length(); i++) sum += (i + 2) * SIGNS.indexOf(others.charAt(i));
        return SIGNS.charAt(sum % SIGNS.length());
    }

    /** "4K7-M9Q". */
    public String words() {
        return code.substring(0, 3) + "-" + code.substring(3);
    }
}
