package app.touchline.partner;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.partner.ProfileField.Part;

/** Reads a partner's profile as its page shows it. */
@Component
@Transactional(readOnly = true)
public class ProfileReader {

    private final Partners partners;
    private final ProfileRecords profiles;

    ProfileReader(Partners partners, ProfileRecords profiles) {
        this.partners = partners;
        this.profiles = profiles;
    }

    /** What is known, in words; what is not known has no line. */
    public record ProfileLines(
            List<Line> identification,
            List<Line> relationship,
            @Nullable Integer phase,
            List<PhaseDay> phases) {

        public boolean phasesKnown() {
            return phase != null || !phases.isEmpty();
        }
    }

    /** @param link whether the value is a web address */
    public record Line(String label, String value, boolean link) {}

    public record PhaseDay(int phase, LocalDate began) {}

    public ProfileLines of(long partnerId) {
        var profile = partners.findById(partnerId).orElseThrow().profile();
        return new ProfileLines(
                lines(profile, Part.IDENTIFICATION),
                lines(profile, Part.RELATIONSHIP),
                profile.phase(),
                profile.phaseDays().entrySet().stream()
                        .map(each -> new PhaseDay(each.getKey(), each.getValue()))
                        .toList());
    }

    private List<Line> lines(Profile profile, Part part) {
        var lines = new ArrayList<Line>();
        for (var field : part.fields()) {
            var value = profiles.inWords(field, profile.read(field));
            if (!value.isEmpty()) lines.add(new Line(field.words(), value, field == ProfileField.CRM_LINK));
        }
        return lines;
    }
}
