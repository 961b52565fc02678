package app.touchline.deal;

import java.time.LocalDate;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.Names;
import app.touchline.partner.Refused;

/**
 * How long deals of partners in a tier are protected, how often that may be extended, by how much and on what evidence. The one
 * without a tier holds for every tier that has none of its own. A deal keeps the days it got; extensions follow the rule of
 * the day they are asked for.
 */
@Entity
public class ProtectionRule {

    private static final int LONGEST = 1095;

    private static final int MOST = 20;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private @Nullable Long tierId;
    private int days;
    private int extensionDays;
    private int extensions;
    private String evidence;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ProtectionRule() {}

    ProtectionRule(@Nullable Long tierId, int days, int extensionDays, int extensions, String evidence) {
        this.tierId = tierId;
        this.evidence = "";
        say(days, extensionDays, extensions, evidence);
    }

    void say(int days, int extensionDays, int extensions, String evidence) {
        if (days < 1 || days > LONGEST) throw new Refused("days", "Protection lasts 1 to %,d days.".formatted(LONGEST));
        if (extensionDays < 1 || extensionDays > LONGEST)
            throw new Refused("extensionDays", "An extension lasts 1 to %,d days.".formatted(LONGEST));
        if (extensions < 0 || extensions > MOST)
            throw new Refused("extensions", "Protection is extended 0 to %d times.".formatted(MOST));
        if (evidence.isBlank()) throw new Refused("evidence", "Say what an extension has to rest on.");
        this.days = days;
        this.extensionDays = extensionDays;
        this.extensions = extensions;
        this.evidence = Names.text("evidence", evidence);
    }

    /** "90 days, extended up to 2 times by 30 days". */
    public String words() {
        return "%d days, ".formatted(days)
                + (extensions == 0
                        ? "not extended"
                        : "extended up to %s by %d days"
                                .formatted(extensions == 1 ? "once" : extensions + " times", extensionDays));
    }

    public @Nullable Long tierId() {
        return tierId;
    }

    public int days() {
        return days;
    }

    /** The last protected day of what is approved on that one. */
    LocalDate lastDay(LocalDate approvedOn) {
        return approvedOn.plusDays(days);
    }

    public int extensionDays() {
        return extensionDays;
    }

    public int extensions() {
        return extensions;
    }

    /** What an extension has to rest on, in a sentence. */
    public String evidence() {
        return evidence;
    }
}
