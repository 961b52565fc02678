package app.touchline.partner;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Something that is known of a partner and typed by people, as {@link Profile} holds it. */
public enum ProfileField {
    TYPE("typeId", "Type", Part.IDENTIFICATION),
    ARCHETYPE("archetype", "Archetype", Part.IDENTIFICATION),
    REGION("region", "Region", Part.IDENTIFICATION),
    VERTICAL("vertical", "Vertical", Part.IDENTIFICATION),
    HYPERSCALER("hyperscaler", "Hyperscaler association", Part.IDENTIFICATION),
    SLACK_CHANNEL("slackChannel", "Slack channel", Part.IDENTIFICATION),
    CRM_LINK("crmLink", "CRM link", Part.IDENTIFICATION),
    ORIGIN_STORY("originStory", "Origin story", Part.RELATIONSHIP),
    AGREEMENT_TERMS("agreementTerms", "Agreement terms", Part.RELATIONSHIP),
    PROPOSALS_SENT("proposalsSent", "Proposals sent", Part.RELATIONSHIP),
    PHASE("phase", "Phase", Part.PHASES),
    PHASE_1("phase1", "Phase 1 began", Part.PHASES),
    PHASE_2("phase2", "Phase 2 began", Part.PHASES),
    PHASE_3("phase3", "Phase 3 began", Part.PHASES),
    PHASE_4("phase4", "Phase 4 began", Part.PHASES);

    /** Fields that are edited together. */
    public enum Part {
        IDENTIFICATION,
        RELATIONSHIP,
        PHASES;

        public List<ProfileField> fields() {
            return Arrays.stream(ProfileField.values())
                    .filter(field -> field.part == this)
                    .toList();
        }
    }

    private final String key;
    private final String words;
    private final Part part;

    ProfileField(String key, String words, Part part) {
        this.key = key;
        this.words = words;
        this.part = part;
    }

    /** Its name in a form and in the address of a page: {@code slackChannel}. */
    public String key() {
        return key;
    }

    public String words() {
        return words;
    }

    public Part part() {
        return part;
    }

    /** Whether it may have several lines. */
    public boolean isText() {
        return this == ORIGIN_STORY || this == AGREEMENT_TERMS;
    }

    public boolean isDay() {
        return phaseDay() > 0;
    }

    /** Of which phase it is the day; 0 for all other fields. */
    int phaseDay() {
        return this.ordinal() < PHASE_1.ordinal() ? 0 : this.ordinal() - PHASE.ordinal();
    }

    public static Optional<ProfileField> keyed(String key) {
        return Arrays.stream(values()).filter(field -> field.key.equals(key)).findFirst();
    }
}
