package app.touchline.partner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.team.SignedIn;
import app.touchline.web.ChangedMeanwhile;
import app.touchline.web.EditFields;
import app.touchline.web.EditForm;

/** Opens and saves one section of a partner: only the fields a person touched, each by its verb, all or none. */
@Service
class SectionEdit {

    private final PartnerRecords records;
    private final ProfileRecords profiles;
    private final Partners partners;

    SectionEdit(PartnerRecords records, ProfileRecords profiles, Partners partners) {
        this.records = records;
        this.profiles = profiles;
        this.partners = partners;
    }

    @Transactional(readOnly = true)
    public EditForm open(long partnerId, Section section) {
        return opened(partners.findById(partnerId).orElseThrow(), section);
    }

    private static EditForm opened(Partner partner, Section section) {
        var now = new LinkedHashMap<String, String>();
        for (var key : section.fields())
            now.put(
                    key,
                    switch (key) {
                        case "partnerSince" -> Objects.toString(partner.partnerSince(), "");
                        case "notes" -> partner.notes();
                        case "blockers" -> partner.blockers();
                        default ->
                            partner.profile()
                                    .read(ProfileField.keyed(key).orElseThrow())
                                    .replace("\r\n", "\n");
                    });
        return EditForm.opened(now);
    }

    /**
     * @return what somebody else changed since the form was opened and which stays, in words
     * @throws ChangedMeanwhile where both changed a field
     */
    @Transactional
    public List<String> save(long partnerId, Section section, EditForm form, SignedIn me) {
        var now = opened(partners.findById(partnerId).orElseThrow(), section);
        var names = new EditFields(names(section), this::inWords);
        names.merged(form, now);
        for (var key : section.fields()) if (form.touched(key)) save(partnerId, key, form.get(key), me);
        partners.flush();
        return names.changedByOthers(form, now);
    }

    private void save(long partnerId, String key, String typed, SignedIn me) {
        switch (key) {
            case "partnerSince" -> {
                var problems = new Problems();
                var day = problems.day(key, typed);
                var refused = problems.of(key);
                if (refused != null) throw refused;
                records.partnerSince(partnerId, day, me);
            }
            case "notes" -> records.note(partnerId, typed, me);
            case "blockers" -> records.blockedBy(partnerId, typed, me);
            default -> profiles.write(partnerId, ProfileField.keyed(key).orElseThrow(), typed, me);
        }
    }

    private static Map<String, String> names(Section section) {
        return section.fields().stream().collect(Collectors.toMap(key -> key, key -> "“" + label(key) + "”"));
    }

    static String label(String key) {
        return switch (key) {
            case "partnerSince" -> "Partner since";
            case "notes" -> "Notes";
            case "blockers" -> "What stands in the way";
            default -> ProfileField.keyed(key).orElseThrow().words();
        };
    }

    private String inWords(String key, String value) {
        return ProfileField.keyed(key)
                .map(field -> profiles.inWords(field, value))
                .orElse(value);
    }
}
