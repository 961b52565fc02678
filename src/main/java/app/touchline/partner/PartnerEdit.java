package app.touchline.partner;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;

/** Saves the form of a partner: only the fields a person touched, each by its verb, all or none. */
@Service
class PartnerEdit {

    private static final Map<String, String> WORDS = Map.of(
            "name", "The name",
            "externalId", "The external id",
            "tierId", "The tier",
            "ownerId", "The owner",
            "status", "The status",
            "partnerSince", "The start of the partnership",
            "notes", "The notes",
            "blockers", "The blockers");

    private static final Set<String> FOR_EVERYBODY = Set.of("notes", "blockers");

    private final PartnerRecords records;
    private final Partners partners;
    private final Tiers tiers;
    private final Members members;
    private final SettingsReader settings;
    private final Clock clock;

    PartnerEdit(
            PartnerRecords records,
            Partners partners,
            Tiers tiers,
            Members members,
            SettingsReader settings,
            Clock clock) {
        this.records = records;
        this.partners = partners;
        this.tiers = tiers;
        this.members = members;
        this.settings = settings;
        this.clock = clock;
    }

    /** Nothing was saved: somebody else changed fields that this person changed too. */
    static final class ChangedMeanwhile extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient PartnerForm form;
        private final transient List<Refused> sentences;

        ChangedMeanwhile(PartnerForm form, List<Refused> sentences) {
            this.form = form;
            this.sentences = sentences;
        }

        PartnerForm form() {
            return form;
        }

        List<Refused> sentences() {
            return sentences;
        }
    }

    @Transactional(readOnly = true)
    public PartnerForm open(Partner partner) {
        return PartnerForm.of(
                partners.findById(partner.id()).orElseThrow(),
                settings.current().today(clock));
    }

    @Transactional
    public long create(PartnerForm form, boolean freeMailToo, SignedIn me) {
        var problems = new Problems();
        var draft = new PartnerDraft(
                form.get("name"),
                form.get("externalId"),
                number(form.get("tierId")) instanceof Long tier ? tier : -1,
                number(form.get("ownerId")),
                ProgrammeStatus.valueOf(form.get("status")),
                problems.day("partnerSince", form.get("partnerSince")),
                problems.day("tierSince", form.get("tierSince")),
                problems.day("ownerSince", form.get("ownerSince")),
                problems.day("statusSince", form.get("statusSince")),
                form.typedDomains(),
                freeMailToo,
                form.get("notes"),
                form.get("blockers"));
        problems.all().values().stream().findFirst().ifPresent(refused -> {
            throw refused;
        });
        return records.create(draft, me).id();
    }

    /** @return what somebody else changed since the form was opened and which stays, in words */
    @Transactional
    public List<String> save(long id, PartnerForm form, boolean freeMailToo, SignedIn me) {
        var partner = partners.findById(id).orElseThrow();
        var today = settings.current().today(clock);
        var now = PartnerForm.of(partner, today);
        var both = new ArrayList<Refused>();
        var theirs = new ArrayList<String>();
        for (var field : PartnerForm.FIELDS) {
            if (!WORDS.containsKey(field) || now.get(field).equals(form.was().get(field))) continue;
            if (now.get(field).equals(form.get(field))) continue;
            var sentence = "%s changed meanwhile to “%s”".formatted(WORDS.get(field), shown(field, now.get(field)));
            if (form.touched(field))
                both.add(
                        new Refused(field, sentence + ". What you typed is kept here; save again to put it in place."));
            else theirs.add(sentence);
        }
        if (!both.isEmpty()) throw new ChangedMeanwhile(form.against(now), both);
        var mayPlace = me.mayPlace(partner.ownerId());
        for (var field : List.of("name", "externalId", "partnerSince", "notes", "blockers"))
            if (form.touched(field) && (mayPlace || FOR_EVERYBODY.contains(field))) save(id, field, form, me);
        if (mayPlace) {
            tier(id, form, now, me);
            status(id, form, now, me);
            domains(id, form, freeMailToo, me);
            owner(id, form, now, me); // last: who hands a partner over may not change it afterwards
        }
        return theirs;
    }

    private void save(long id, String field, PartnerForm form, SignedIn me) {
        var typed = form.get(field);
        switch (field) {
            case "name" -> records.rename(id, typed, me);
            case "externalId" -> records.identifyAs(id, typed, me);
            case "partnerSince" -> records.partnerSince(id, day(field, typed), me);
            case "notes" -> records.note(id, typed, me);
            case "blockers" -> records.blockedBy(id, typed, me);
            default -> throw new IllegalArgumentException(field);
        }
    }

    private void tier(long id, PartnerForm form, PartnerForm now, SignedIn me) {
        if (form.touched("tierId") && !form.get("tierId").equals(now.get("tierId")))
            records.moveTo(
                    id, Objects.requireNonNullElse(number(form.get("tierId")), -1L), start("tierSince", form), me);
        else if (form.touched("tierSince")) records.correctTierSince(id, day("tierSince", form.get("tierSince")), me);
    }

    private void owner(long id, PartnerForm form, PartnerForm now, SignedIn me) {
        if (form.touched("ownerId") && !form.get("ownerId").equals(now.get("ownerId")))
            records.handTo(id, number(form.get("ownerId")), start("ownerSince", form), me);
        else if (form.touched("ownerSince"))
            records.correctOwnerSince(id, day("ownerSince", form.get("ownerSince")), me);
    }

    private void status(long id, PartnerForm form, PartnerForm now, SignedIn me) {
        if (form.touched("status") && !form.get("status").equals(now.get("status")))
            records.setStatus(id, ProgrammeStatus.valueOf(form.get("status")), start("statusSince", form), me);
        else if (form.touched("statusSince"))
            records.correctStatusSince(id, day("statusSince", form.get("statusSince")), me);
    }

    private void domains(long id, PartnerForm form, boolean freeMailToo, SignedIn me) {
        for (var before : form.domainsBefore())
            if (!form.typedDomains().contains(before)) records.removeDomain(id, before, me);
        for (var typed : form.typedDomains())
            if (!form.domainsBefore().contains(typed)) records.addDomain(id, typed, freeMailToo, me);
    }

    /** Another value begins on the day given with it or, where that day was left as it stood, today. */
    private java.time.LocalDate start(String field, PartnerForm form) {
        var day = form.touched(field) ? day(field, form.get(field)) : null;
        return day == null ? settings.current().today(clock) : day;
    }

    private static java.time.@Nullable LocalDate day(String field, String text) {
        var problems = new Problems();
        var day = problems.day(field, text);
        var refused = problems.of(field);
        if (refused != null) throw refused;
        return day;
    }

    private static @Nullable Long number(String text) {
        try {
            return text.isBlank() ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return -1L;
        }
    }

    private String shown(String field, String value) {
        if (value.isEmpty()) return "nothing";
        return switch (field) {
            case "tierId" ->
                tiers.findById(Long.parseLong(value)).map(Tier::name).orElse(value);
            case "ownerId" ->
                members.findById(Long.parseLong(value)).map(Member::name).orElse(value);
            case "status" -> ProgrammeStatus.valueOf(value).words();
            default -> value;
        };
    }
}
