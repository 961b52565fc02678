package app.touchline.partner;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The form of a partner: what is typed and, for one that exists, what it was when the form was opened. A field that a
 * person did not touch never overwrites what somebody else saved meanwhile.
 */
record PartnerForm(Map<String, String> typed, Map<String, String> was) {

    static final String WAS = "was.";

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

    static PartnerForm blank(LocalDate today, @Nullable Long ownerId) {
        var typed = new LinkedHashMap<String, String>();
        FIELDS.forEach(field -> typed.put(field, ""));
        typed.put("status", ProgrammeStatus.ACTIVE.name());
        typed.put("partnerSince", today.toString());
        typed.put("ownerId", Objects.toString(ownerId, ""));
        return new PartnerForm(typed, typed);
    }

    static PartnerForm of(Map<String, String> parameters) {
        var typed = new LinkedHashMap<String, String>();
        var was = new LinkedHashMap<String, String>();
        for (var field : FIELDS) {
            was.put(field, clean(parameters.getOrDefault(WAS + field, "")));
            typed.put(field, clean(parameters.getOrDefault(field, was.getOrDefault(field, ""))));
        }
        return new PartnerForm(typed, was);
    }

    static PartnerForm of(Partner partner, LocalDate today) {
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
        return new PartnerForm(now, now);
    }

    String get(String field) {
        return typed.getOrDefault(field, "");
    }

    boolean touched(String field) {
        return !get(field).equals(was.getOrDefault(field, ""));
    }

    List<String> typedDomains() {
        return domains(get("domains"));
    }

    List<String> domainsBefore() {
        return domains(was.getOrDefault("domains", ""));
    }

    /** The same typing, seen against what is saved now. */
    PartnerForm against(PartnerForm now) {
        var merged = new LinkedHashMap<String, String>();
        for (var field : FIELDS) merged.put(field, touched(field) ? get(field) : now.get(field));
        return new PartnerForm(merged, now.typed);
    }

    private static List<String> domains(String text) {
        return Arrays.stream(text.split("[\\s;,]+"))
                .filter(each -> !each.isBlank())
                .toList();
    }

    private static <T extends @Nullable Object> String since(History<T> history, LocalDate today) {
        return history.on(today).map(Since::day).map(LocalDate::toString).orElse("");
    }

    private static String clean(String text) {
        return text.replace("\r\n", "\n").strip();
    }
}
