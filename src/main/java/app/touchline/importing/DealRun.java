package app.touchline.importing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.Customer;
import app.touchline.deal.Deal;
import app.touchline.deal.DealField;
import app.touchline.deal.DealIntake;
import app.touchline.deal.DealIntake.Change;
import app.touchline.deal.LookAlike;
import app.touchline.deal.LookAlikes;
import app.touchline.deal.LostReason;
import app.touchline.deal.Past;
import app.touchline.deal.RegistrationId;
import app.touchline.deal.Retelling;
import app.touchline.deal.Retelling.Arrival;
import app.touchline.deal.Stage;
import app.touchline.deal.Standing;
import app.touchline.importing.ImportRun.Progress;
import app.touchline.importing.RowOutcome.Kind;
import app.touchline.partner.Refused;

import static app.touchline.importing.Cells.refuse;

/**
 * Goes through the rows of one file about deals: what each would enter or change is tried on deals in memory by their own verbs,
 * and noted. A row that may be a deal which is here, or that is after a customer of another partner's open deal, waits for a person.
 */
final class DealRun {

    private final KnownDeals known;
    private final NewDeals newDeals;
    private final DealNews news;
    private final DealIntake intake;
    private final Retelling retelling;
    private final LookAlikes lookAlikes;
    private final Map<String, LostReason> reasons;
    private final Map<String, String> decisions;
    private final LocalDate today;

    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final Set<Long> alike = new HashSet<>();
    private final Map<String, Long> ids = new HashMap<>();
    private final Map<String, Long> twins = new HashMap<>();
    private final Map<String, Contender> contenders = new HashMap<>();

    /** A new open deal of the file, for whose customer others of it may be, too. */
    private record Contender(@Nullable Long partnerId, long line) {}

    private static final class Undecided extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient List<String> words;

        private Undecided(List<String> words) {
            super(null, null, false, false);
            this.words = words;
        }
    }

    /** @param reasons by {@link Book#key} of their names */
    DealRun(
            KnownDeals known,
            NewDeals newDeals,
            DealNews news,
            DealIntake intake,
            Retelling retelling,
            LookAlikes lookAlikes,
            Map<String, LostReason> reasons,
            Map<String, String> decisions,
            LocalDate today) {
        this.known = known;
        this.newDeals = newDeals;
        this.news = news;
        this.intake = intake;
        this.retelling = retelling;
        this.lookAlikes = lookAlikes;
        this.reasons = reasons;
        this.decisions = decisions;
        this.today = today;
    }

    ImportResult through(ImportTable table, Progress progress) {
        var outcomes = new ArrayList<RowOutcome>(table.rows().size());
        for (var row : table.rows()) {
            if (outcomes.size() % ImportRun.ROWS_A_REPORT == 0)
                progress.at("Looking at the rows", outcomes.size(), table.rows().size());
            outcomes.add(row(new DealCells(row, reasons, today)));
        }
        return new ImportResult(List.copyOf(outcomes), 0, 0, arrivals.size());
    }

    List<Arrival> arrivals() {
        return arrivals;
    }

    List<Change> changes() {
        return changes;
    }

    /** The ids of deals that are here and that others of the file will be in conflict with. */
    Set<Long> alike() {
        return alike;
    }

    Retelling retelling() {
        return retelling;
    }

    private RowOutcome row(DealCells cells) {
        var line = cells.row.line();
        var about = about(cells);
        if (!cells.problems.isEmpty()) return RowOutcome.refused(line, about, cells.problems);
        var decision = decisions.getOrDefault("line " + line, "");
        if (decision.equals(ImportPlan.LEAVE)) return new RowOutcome(line, Kind.LEFT_OUT, about, List.of());
        try {
            var deal = find(cells, decision);
            return deal == null ? arrive(cells, decision, about) : follow(deal, cells);
        } catch (Undecided undecided) {
            return new RowOutcome(line, Kind.UNDECIDED, about, undecided.words);
        } catch (Refused refused) {
            return RowOutcome.refused(line, about, List.of(refused.sentence()));
        }
    }

    private static String about(DealCells cells) {
        var customer = cells.has(DealField.CUSTOMER) ? cells.cell(DealField.CUSTOMER) : cells.externalId;
        if (customer.isEmpty()) return cells.cell(DealField.REGISTRATION_ID);
        return cells.has(DealField.PARTNER) ? customer + " · " + cells.cell(DealField.PARTNER) : customer;
    }

    /** Null where it is not here yet. */
    private @Nullable Deal find(DealCells cells, String decision) {
        var byCode = cells.code == null ? null : known.called(cells.code);
        var byExternalId = cells.externalId.isEmpty() ? null : known.identifiedAs(cells.externalId);
        if (byExternalId != null && (cells.code != null && byCode != byExternalId))
            throw refuse("The external id “%s” is that of %s, and the row is about %s."
                    .formatted(
                            cells.externalId,
                            byExternalId.words(),
                            Objects.requireNonNull(cells.code).words()));
        if (byCode != null) return byCode;
        if (byExternalId != null) return byExternalId;
        if (cells.code != null) return null;
        var chosen = RegistrationId.read(decision).map(known::called).orElse(null);
        if (chosen != null || decision.equals(ImportPlan.ENTER)) {
            if (chosen == null && cells.externalId.isEmpty()) return same(cells);
            return chosen;
        }
        return cells.externalId.isEmpty() ? same(cells) : null;
    }

    /** One that is here and of which the row says nothing that is not so already. */
    private @Nullable Deal same(DealCells cells) {
        for (var deal : candidates(cells)) {
            try {
                if (news.of(deal, cells).change() == null) return deal;
            } catch (Refused another) {
                continue;
            }
        }
        return null;
    }

    private List<Deal> candidates(DealCells cells) {
        if (!cells.has(DealField.CUSTOMER)) return List.of();
        var partner = cells.has(DealField.PARTNER) ? newDeals.partner(cells, DealField.PARTNER) : null;
        return known.of(
                partner == null ? null : partner.id(), newDeals.customer(cells).key());
    }

    private RowOutcome follow(Deal deal, DealCells cells) {
        var line = cells.row.line();
        var before = known.claim(deal, line);
        if (before != null)
            throw refuse("Line %d is about %s, too; what is told of a deal stands in one row."
                    .formatted(before, deal.words()));
        var name = deal.words();
        var said = news.of(deal, cells);
        var change = said.change();
        if (change == null) return new RowOutcome(line, Kind.KNOWN, name, List.of());
        var past = change.past();
        if (past != null && past.standing() == Standing.APPROVED && deal.standing() == Standing.WAITING)
            intake.objectionTo(deal.id()).ifPresent(sentence -> {
                throw refuse(sentence);
            });
        var customer = change.details().customer();
        var isAnother = !customer.equals(deal.details().customer());
        intake.tried(deal, change, retelling);
        var words = new ArrayList<>(said.words());
        if (!deal.closed() && !deal.standing().over())
            for (var other : conflicts(customer, deal.partnerId(), deal.id()))
                if (isAnother) words.add(inConflict(other));
        changes.add(change);
        return new RowOutcome(line, Kind.CHANGES, name, List.copyOf(words));
    }

    private RowOutcome arrive(DealCells cells, String decision, String about) {
        var line = cells.row.line();
        var arrival = newDeals.read(cells);
        var deal = retelling.tried(arrival);
        var customer = arrival.registration().details().customer();
        var partnerId = arrival.registration().partnerId();
        once(cells);
        var because = new ArrayList<String>();
        if (cells.code == null)
            for (var one : known.of(partnerId, customer.key()))
                if (cells.externalId.isEmpty() || one.externalId() == null) because.add(one.words());
        var twin = cells.code == null && cells.externalId.isEmpty()
                ? twins.putIfAbsent(partnerId + " " + customer.key(), line)
                : null;
        if (twin != null) because.add("Line %d is about the same customer and partner".formatted(twin));
        var open = arrival.past().open();
        var others = open ? conflicts(customer, partnerId, null) : List.<LookAlike>of();
        for (var other : others) because.add(inConflict(other));
        if (open) because.addAll(contenders(customer, partnerId, line));
        if (!because.isEmpty() && !decision.equals(ImportPlan.ENTER)) throw new Undecided(List.copyOf(because));
        arrivals.add(arrival);
        return new RowOutcome(line, Kind.CHANGES, about, words(deal, arrival.past(), because));
    }

    private void once(DealCells cells) {
        for (var id : new String[] {cells.code == null ? "" : cells.code.words(), cells.externalId}) {
            var before = id.isEmpty() ? null : ids.putIfAbsent(id, cells.row.line());
            if (before != null) throw refuse("Line %d is about “%s”, too.".formatted(before, id));
        }
    }

    private List<LookAlike> conflicts(Customer customer, @Nullable Long partnerId, @Nullable Long except) {
        var found = lookAlikes.of(customer, partnerId, except).stream()
                .filter(LookAlike::conflicts)
                .toList();
        found.forEach(other -> alike.add(other.deal().id()));
        return found;
    }

    private static String inConflict(LookAlike other) {
        var partner = other.deal().partner();
        return "In conflict with %s · %s%s: %s"
                .formatted(
                        other.deal().code().words(),
                        other.deal().customer(),
                        partner == null ? " of our own sales" : " of " + partner,
                        other.reason().toLowerCase(Locale.ROOT));
    }

    /** Others of the file that are after the same customer; the nearer looking at all of them is done when they are here. */
    private List<String> contenders(Customer customer, @Nullable Long partnerId, long line) {
        var words = new ArrayList<String>();
        var keys = new ArrayList<>(List.of(customer.key().replace(" ", "")));
        if (customer.registrable() != null) keys.add("@" + customer.registrable());
        for (var key : keys) {
            var first = contenders.putIfAbsent(key, new Contender(partnerId, line));
            if (first != null && !Objects.equals(first.partnerId(), partnerId) && words.isEmpty())
                words.add("In conflict with line %d: the same customer for another partner".formatted(first.line()));
        }
        return words;
    }

    private static List<String> words(Deal deal, Past past, List<String> because) {
        var words = new ArrayList<String>();
        words.add("new deal, %s, %s".formatted(deal.value().words(), standing(deal)));
        if (past.stage() != Stage.REGISTERED) words.add(past.stage().words());
        var protection = deal.protection();
        if (past.open() && protection.until() != null)
            words.add(
                    protection.lapsedOn() == null
                            ? "protected until " + protection.until()
                            : "its protection ended on " + protection.until());
        words.addAll(because);
        return List.copyOf(words);
    }

    private static String standing(Deal deal) {
        return deal.standing().words().toLowerCase(Locale.ROOT);
    }
}
