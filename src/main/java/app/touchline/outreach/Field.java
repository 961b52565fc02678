package app.touchline.outreach;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be filled into a template, written in braces: {@code {partner}}. */
enum Field {
    PARTNER("partner", "the partner's name"),
    CONTACT("contact", "the contact's name"),
    FIRST_NAME("first name", "the contact's first name"),
    ME("me", "your name"),
    MY_FIRST_NAME("my first name", "your first name"),
    OWNER("owner", "who owns the partner"),
    TIER("tier", "the partner's tier"),
    LAST_TOUCH("last touch", "the day of the last touch"),
    NEXT_STEP("next step", "the next step and its day");

    static final Pattern IN_BRACES = Pattern.compile("\\{([^{}\\n]*)}");

    private final String word;
    private final String meaning;

    Field(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    static Optional<Field> of(String word) {
        return Arrays.stream(values())
                .filter(field -> field.word.equalsIgnoreCase(word.strip()))
                .findFirst();
    }

    public String word() {
        return word;
    }

    public String inBraces() {
        return "{" + word + "}";
    }

    public String meaning() {
        return meaning;
    }
}
