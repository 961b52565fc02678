package app.touchline.partner;

import java.time.Clock;
import java.time.LocalDate;
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
import app.touchline.web.ChangedMeanwhile;
import app.touchline.web.EditFields;
import app.touchline.web.EditForm;

/** Saves the form of a partner: only the fields a person touched, each by its verb, all or none. */
@Service
class PartnerEdit {

    private static final Map<String, String> NAMES = Map.of(
            "name", "The name",
            "externalId", "The external id",
            "tierId", "The tier",
            "ownerId", "The owner",
            "status", "The status",
            "partnerSince", "The start of the partnership",
            "domains", "The domains",
            "notes", "The notes",
            "blockers", "What stands in the way");

    private static final Set<String> FOR_EVERYBODY = Set.of("notes", "blockers");

    private final PartnerRecords records;
    private final Partners partners;
    private final Tiers tiers;
    private final Members members;
    private final SettingsReader settings;
    private final Clock clock;
    private final EditFields fields = new EditFields(NAMES, this::inWords);

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

    @Transactional(readOnly = true)
    public EditForm open(Partner partner) {
        return PartnerForm.of(
                partners.findById(partner.id()).orElseThrow(),
                settings.current().today(clock));
    }

    @Transactional
    public long create(EditForm form, boolean freeMailToo, SignedIn me) {
        var problems = new Problems();
        var owner = number(form.get("ownerId"));
        if (!me.mayPlace(owner))
            throw new Refused("ownerId", "Choose yourself: a partner manager enters partners of their own.");
        var draft = new PartnerDraft(
                form.get("name"),
                form.get("externalId"),
                number(form.get("tierId")) instanceof Long tier ? tier : -1,
                owner,
                status(form),
                problems.day("partnerSince", form.get("partnerSince")),
                problems.day("tierSince", form.get("tierSince")),
                problems.day("ownerSince", form.get("ownerSince")),
                problems.day("statusSince", form.get("statusSince")),
                PartnerForm.domains(form.get("domains")),
                freeMailToo,
                form.get("notes"),
                form.get("blockers"));
        problems.all().values().stream().findFirst().ifPresent(refused -> {
            throw refused;
        });
        return records.create(draft, me).id();
    }

    /**
     * @return what somebody else changed since the form was opened and which stays, in words
     * @throws ChangedMeanwhile where both changed a field
     */
    @Transactional
    public List<String> save(long id, EditForm form, boolean freeMailToo, SignedIn me) {
        var partner = partners.findById(id).orElseThrow();
        var now = PartnerForm.of(partner, settings.current().today(clock));
        fields.merged(form, now);
        var mayPlace = me.mayPlace(partner.ownerId());
        for (var field : List.of("name", "externalId", "partnerSince", "notes", "blockers"))
            if (form.touched(field) && (mayPlace || FOR_EVERYBODY.contains(field))) save(id, field, form, me);
        if (mayPlace) {
            tier(id, form, now, me);
            status(id, form, now, me);
            domains(id, form, freeMailToo, me);
            owner(id, form, now, me); // last: who hands a partner over may not change it afterwards
        }
        return fields.changedByOthers(form, now);
    }

    private void save(long id, String field, EditForm form, SignedIn me) {
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

    private void tier(long id, EditForm form, EditForm now, SignedIn me) {
        if (form.touched("tierId") && !form.get("tierId").equals(now.get("tierId")))
            records.moveTo(
                    id, Objects.requireNonNullElse(number(form.get("tierId")), -1L), start("tierSince", form), me);
        else if (form.touched("tierSince")) records.correctTierSince(id, day("tierSince", form.get("tierSince")), me);
    }

    private void owner(long id, EditForm form, EditForm now, SignedIn me) {
        if (form.touched("ownerId") && !form.get("ownerId").equals(now.get("ownerId")))
            records.handTo(id, number(form.get("ownerId")), start("ownerSince", form), me);
        else if (form.touched("ownerSince"))
            records.correctOwnerSince(id, day("ownerSince", form.get("ownerSince")), me);
    }

    private void status(long id, EditForm form, EditForm now, SignedIn me) {
        if (form.touched("status") && !form.get("status").equals(now.get("status")))
            records.setStatus(id, status(form), start("statusSince", form), me);
        else if (form.touched("statusSince"))
            records.correctStatusSince(id, day("statusSince", form.get("statusSince")), me);
    }

    private void domains(long id, EditForm form, boolean freeMailToo, SignedIn me) {
        var before = PartnerForm.domains(form.was().getOrDefault("domains", ""));
        var typed = PartnerForm.domains(form.get("domains"));
        for (var gone : before) if (!typed.contains(gone)) records.removeDomain(id, gone, me);
        for (var added : typed) if (!before.contains(added)) records.addDomain(id, added, freeMailToo, me);
    }

    /** Another value begins on the day given with it or, where that day was left as it stood, today. */
    private LocalDate start(String field, EditForm form) {
        var day = form.touched(field) ? day(field, form.get(field)) : null;
        return day == null ? settings.current().today(clock) : day;
    }

    private static @Nullable LocalDate day(String field, String text) {
        var problems = new Problems();
        var day = problems.day(field, text);
        var refused = problems.of(field);
        if (refused != null) throw refused;
        return day;
    }

    private static ProgrammeStatus status(EditForm form) {
        try {
            return ProgrammeStatus.valueOf(form.get("status"));
        } catch (IllegalArgumentException unknown) {
            throw new Refused("status", "Choose a status from the list.");
        }
    }

    /** A choice of a list by its id; -1, which nothing has, where it is no number. */
    private static @Nullable Long number(String text) {
        try {
            return text.isBlank() ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return -1L;
        }
    }

    String inWords(String field, String value) {
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
