package app.touchline.partner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.ProfileField.Part;

/** A part of a partner's page that is edited in place. */
enum Section {
    IDENTIFICATION("About the company", Part.IDENTIFICATION),
    RELATIONSHIP("Relationship", Part.RELATIONSHIP, "partnerSince"),
    PHASES("Phases", Part.PHASES),
    NOTES("Notes", null, "blockers", "notes");

    private final String title;
    private final List<String> fields;

    Section(String title, @Nullable Part part, String... others) {
        this.title = title;
        var all = new ArrayList<>(List.of(others));
        if (part != null) part.fields().stream().map(ProfileField::key).forEach(all::add);
        this.fields = List.copyOf(all);
    }

    public String title() {
        return title;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names of its fields, in the order of the form. */
    List<String> fields() {
        return fields;
    }

    /** Notes are for everybody who works with partners, the rest for the owner and those who lead. */
    boolean isForEverybody() {
        return this == NOTES;
    }

    static Optional<Section> coded(String code) {
        return Arrays.stream(values())
                .filter(section -> section.code().equals(code))
                .findFirst();
    }
}
