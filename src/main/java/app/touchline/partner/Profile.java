package app.touchline.partner;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;

import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a partner beside its place in the programme: what kind of company it is, how the two of us came to work
 * together and on which terms, and in which of four phases that is. Each field is read and written as people type it
 * ({@link ProfileField}); empty means that nothing is known.
 */
@Embeddable
public class Profile {

    static final int PHASES = 4;

    private @Nullable Long typeId;

    @Enumerated(EnumType.STRING)
    private @Nullable Archetype archetype;

    private String slackChannel = "";
    private String hyperscaler = "";
    private String region = "";
    private String vertical = "";
    private String crmLink = "";
    private String originStory = "";
    private String agreementTerms = "";
    private @Nullable Integer proposalsSent;
    private @Nullable Integer phase;

    @ElementCollection
    @CollectionTable(name = "partner_phase", joinColumns = @JoinColumn(name = "partner_id"))
    @MapKeyColumn(name = "phase")
    @Column(name = "since")
    @BatchSize(size = 1000)
    private Map<Integer, LocalDate> phaseDays = new TreeMap<>();

    protected Profile() {}

    public @Nullable Long typeId() {
        return typeId;
    }

    public @Nullable Archetype archetype() {
        return archetype;
    }

    public @Nullable Integer phase() {
        return phase;
    }

    /** The day on which each phase began, where it is known. */
    public SortedMap<Integer, LocalDate> phaseDays() {
        return new TreeMap<>(phaseDays);
    }

    /** As a form shows it: a type by its id, an archetype by its name, a day as 2026-03-31. */
    public String read(ProfileField field) {
        return switch (field) {
            case TYPE -> Objects.toString(typeId, "");
            case ARCHETYPE -> archetype == null ? "" : archetype.name();
            case REGION -> region;
            case VERTICAL -> vertical;
            case HYPERSCALER -> hyperscaler;
            case SLACK_CHANNEL -> slackChannel;
            case CRM_LINK -> crmLink;
            case ORIGIN_STORY -> originStory;
            case AGREEMENT_TERMS -> agreementTerms;
            case PROPOSALS_SENT -> Objects.toString(proposalsSent, "");
            case PHASE -> Objects.toString(phase, "");
            case PHASE_1, PHASE_2, PHASE_3, PHASE_4 -> Objects.toString(phaseDays.get(field.phaseDay()), "");
        };
    }

    /**
     * @param typed as {@link #read} gives it; empty: no longer known
     * @param today in the programme's zone: a phase begins today at the latest
     */
    public void write(ProfileField field, String typed, LocalDate today) {
        switch (field) {
            case TYPE -> typeId = typed.isBlank() ? null : Long.valueOf(number(field, typed));
            case ARCHETYPE -> archetype = archetype(typed);
            case REGION -> region = line(field, typed);
            case VERTICAL -> vertical = line(field, typed);
            case HYPERSCALER -> hyperscaler = line(field, typed);
            case SLACK_CHANNEL -> slackChannel = line(field, typed);
            case CRM_LINK -> crmLink = link(field, typed);
            case ORIGIN_STORY -> originStory = Names.text(field.key(), typed);
            case AGREEMENT_TERMS -> agreementTerms = Names.text(field.key(), typed);
            case PROPOSALS_SENT -> proposalsSent = typed.isBlank() ? null : Integer.valueOf(number(field, typed));
            case PHASE -> phase = phase(typed);
            case PHASE_1, PHASE_2, PHASE_3, PHASE_4 -> phaseBegan(field, typed, today);
        }
    }

    private static @Nullable Archetype archetype(String typed) {
        if (typed.isBlank()) return null;
        try {
            return Archetype.valueOf(typed.strip());
        } catch (IllegalArgumentException unknown) {
            throw new Refused(ProfileField.ARCHETYPE.key(), "Choose an archetype from the list.");
        }
    }

    private static @Nullable Integer phase(String typed) {
        if (typed.isBlank()) return null;
        var number = number(ProfileField.PHASE, typed);
        if (number < 1 || number > PHASES) throw new Refused(ProfileField.PHASE.key(), "A phase is 1, 2, 3 or 4.");
        return number;
    }

    private void phaseBegan(ProfileField field, String typed, LocalDate today) {
        if (typed.isBlank()) {
            phaseDays.remove(field.phaseDay());
            return;
        }
        var day = day(field, typed);
        if (day.isAfter(today))
            throw new Refused(field.key(), "%s is still to come; a phase begins today at the latest.".formatted(day));
        if (day.getYear() < 1900)
            throw new Refused(field.key(), "%s is too long ago; is the year right?".formatted(day));
        phaseDays.put(field.phaseDay(), day);
    }

    private static LocalDate day(ProfileField field, String typed) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeParseException e) {
            throw new Refused(field.key(), "“%s” is not a date; write it like 2026-03-31.".formatted(typed.strip()));
        }
    }

    private static int number(ProfileField field, String typed) {
        try {
            var number = Integer.parseInt(typed.strip());
            if (number >= 0) return number;
        } catch (NumberFormatException e) {
            // said below
        }
        throw new Refused(field.key(), "“%s” is not a whole number.".formatted(typed.strip()));
    }

    private static String line(ProfileField field, String typed) {
        var line = Names.text(field.key(), typed).replaceAll("\\s+", " ");
        if (line.length() > Names.LONGEST)
            throw new Refused(
                    field.key(),
                    "At most %d characters fit here; these are %d.".formatted(Names.LONGEST, line.length()));
        return line;
    }

    private static String link(ProfileField field, String typed) {
        var link = Names.text(field.key(), typed);
        if (link.isEmpty()) return link;
        try {
            var address = new URI(link);
            if (link.length() <= 2000
                    && Set.of("http", "https").contains(Objects.toString(address.getScheme()))
                    && address.getHost() != null) return link;
        } catch (URISyntaxException e) {
            // said below
        }
        throw new Refused(field.key(), "Give the whole address, beginning with https://");
    }

    /** Both are one company: what only the other one knows is taken over. */
    void takeOver(Profile other, LocalDate today) {
        var known = phase != null || !phaseDays.isEmpty();
        for (var field : ProfileField.values()) {
            if (field.part() == ProfileField.Part.PHASES && known) continue;
            if (read(field).isEmpty()) write(field, other.read(field), today);
        }
    }
}
