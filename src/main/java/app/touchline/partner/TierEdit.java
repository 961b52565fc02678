package app.touchline.partner;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;
import app.touchline.web.ChangedMeanwhile;
import app.touchline.web.EditFields;
import app.touchline.web.EditForm;

/** Opens and saves the forms of the tiers: only the fields a person touched, all or none. */
@Service
class TierEdit {

    private static final List<String> FIELDS = List.of("name", "rank", "days", "lead");

    private static final EditFields NAMES = new EditFields(
            Map.of("name", "The name", "rank", "The rank", "days", "The window", "lead", "“Due soon”"),
            (field, value) -> value);

    private final TierRecords records;
    private final Tiers tiers;
    private final Partners partners;
    private final SettingsReader settings;
    private final Clock clock;

    TierEdit(TierRecords records, Tiers tiers, Partners partners, SettingsReader settings, Clock clock) {
        this.records = records;
        this.tiers = tiers;
        this.partners = partners;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One tier on the page of tiers.
     *
     * @param partners how many are in it
     * @param windows past and present, in words, the newest first
     */
    record TierLine(long id, EditForm form, long partners, List<String> windows) {

        TierLine with(EditForm typed) {
            return new TierLine(id, typed, partners, windows);
        }
    }

    static EditForm sent(Map<String, String> parameters) {
        return EditForm.sent(FIELDS, parameters);
    }

    static EditForm blank() {
        return sent(Map.of());
    }

    @Transactional(readOnly = true)
    public List<TierLine> open() {
        return tiers.inUse().stream().map(this::line).toList();
    }

    @Transactional
    public void add(EditForm form, SignedIn me) {
        records.add(form.get("name"), number("rank", form), window(form), me);
    }

    /** The window that the form would give the tier, where that is another one than it has. */
    @Transactional(readOnly = true)
    public Optional<CadenceWindow> anotherWindow(long id, EditForm form) {
        var now = opened(tiers.findById(id).orElseThrow());
        var window = window(NAMES.merged(form, now));
        return window.equals(window(now)) ? Optional.empty() : Optional.of(window);
    }

    /**
     * @return what somebody else changed since the form was opened and which stays, in words
     * @throws ChangedMeanwhile where both changed a field
     */
    @Transactional
    public List<String> save(long id, EditForm form, SignedIn me) {
        var now = opened(tiers.findById(id).orElseThrow());
        var merged = NAMES.merged(form, now);
        records.change(id, merged.get("name"), number("rank", merged), window(merged), me);
        return NAMES.changedByOthers(form, now);
    }

    private TierLine line(Tier tier) {
        var windows = tier.windows().entries().reversed().stream()
                .map(entry -> "%d days (due soon %d before) since %s"
                        .formatted(
                                entry.value().days(),
                                entry.value().lead(),
                                entry.day() == null ? "the beginning" : entry.day()))
                .toList();
        return new TierLine(tier.id(), opened(tier), partners.countInTier(tier.id()), windows);
    }

    private EditForm opened(Tier tier) {
        var window = tier.windowOn(settings.current().today(clock));
        var now = new LinkedHashMap<String, String>();
        now.put("name", tier.name());
        now.put("rank", "" + tier.rank());
        now.put("days", "" + window.days());
        now.put("lead", "" + window.lead());
        return EditForm.opened(now);
    }

    private static CadenceWindow window(EditForm form) {
        return new CadenceWindow(number("days", form), number("lead", form));
    }

    private static int number(String field, EditForm form) {
        var text = form.get(field);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Refused(
                    field,
                    text.isBlank() ? "A number is missing here." : "“%s” is not a whole number.".formatted(text));
        }
    }
}
