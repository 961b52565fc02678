package app.touchline.partner;

import java.time.Clock;
import java.util.Map;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/**
 * What is done to the profiles of partners: by their owners and those who lead, refused with a sentence ({@link Refused}),
 * each change of a field audited with what it was and what it is.
 */
@Service
@Transactional
public class ProfileRecords {

    private final Partners partners;
    private final PartnerTypes types;
    private final SettingsReader settings;
    private final AuditLog audit;
    private final Clock clock;

    ProfileRecords(Partners partners, PartnerTypes types, SettingsReader settings, AuditLog audit, Clock clock) {
        this.partners = partners;
        this.types = types;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param typed as {@link Profile#write} takes it */
    public void write(long partnerId, ProfileField field, String typed, SignedIn me) {
        var partner = partners.findById(partnerId).orElseThrow();
        if (!me.mayPlace(partner.ownerId()))
            throw new AccessDeniedException("Only its owner and those who lead may change this of a partner");
        var profile = partner.profile();
        var before = profile.read(field);
        profile.write(field, typed, settings.current().today(clock));
        var after = profile.read(field);
        if (after.equals(before)) return;
        if (field == ProfileField.TYPE && !after.isEmpty()) offered(after);
        audit.note(
                me.who(),
                "changed: " + field.words(),
                new About("partner", partnerId, partner.name()),
                Map.of("from", inWords(field, before), "to", inWords(field, after)));
    }

    private void offered(String typeId) {
        if (types.findById(Long.parseLong(typeId))
                .filter(type -> !type.archived())
                .isEmpty())
            throw new Refused(ProfileField.TYPE.key(), "Choose a type from the list; this one is not in use.");
    }

    /** What a person would call a value of a field. */
    @Transactional(readOnly = true)
    public String inWords(ProfileField field, String value) {
        if (value.isEmpty()) return value;
        return switch (field) {
            case TYPE ->
                types.findById(Long.parseLong(value)).map(PartnerType::name).orElse(value);
            case ARCHETYPE -> Archetype.valueOf(value).words();
            default -> value;
        };
    }
}
