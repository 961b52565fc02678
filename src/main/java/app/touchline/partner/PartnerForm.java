package app.touchline.partner;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import app.touchline.web.EditForm;

/** The fields of a partner's form. */
final class PartnerForm {

    static final List<String> FIELDS = List.of(
            "name",
            "externalId",
            "tierId",
            "tierSince",
            "ownerId",
            "ownerSince",
            "status",
            "statusSince",
            "partnerSince",
            "domains",
            "notes",
            "blockers");

    private PartnerForm() {}

    static EditForm blank(LocalDate today, @Nullable Long ownerId) {
        var typed = new LinkedHashMap<String, String>();
        FIELDS.forEach(field -> typed.put(field, ""));
        typed.put("status", ProgrammeStatus.ACTIVE.name());
        typed.put("partnerSince", today.toString());
        typed.put("ownerId", Objects.toString(ownerId, ""));
        return EditForm.opened(typed);
    }

    static EditForm sent(Map<String, String> parameters) {
        return EditForm.sent(FIELDS, parameters);
    }

    static EditForm of(Partner partner, LocalDate today) {
        var now = new LinkedHashMap<String, String>();
        now.put("name", partner.name());
        now.put("externalId", Objects.toString(partner.externalId(), ""));
        now.put("tierId", "" + partner.tier().id());
        now.put("tierSince", since(partner.tiers(), today));
        now.put("ownerId", Objects.toString(partner.ownerId(), ""));
        now.put("ownerSince", since(partner.owners(), today));
        now.put("status", partner.status().name());
        now.put("statusSince", since(partner.statuses(), today));
        now.put("partnerSince", Objects.toString(partner.partnerSince(), ""));
        now.put("domains", partner.domains().stream().map(PartnerDomain::domain).collect(Collectors.joining("\n")));
        now.put("notes", partner.notes());
        now.put("blockers", partner.blockers());
        return EditForm.opened(now);
    }

    /** One a line, or separated otherwise. */
    static List<String> domains(String text) {
        return Arrays.stream(text.split("[\\s;,]+"))
                .filter(each -> !each.isBlank())
                .toList();
    }

    private static <T extends @Nullable Object> String since(History<T> history, LocalDate today) {
        return history.on(today).map(Since::day).map(LocalDate::toString).orElse("");
    }
}
