package app.touchline.deal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

import app.touchline.money.Money;

/**
 * The page of a deal.
 *
 * @param rule by which its protection is extended
 * @param mayWork whether this person may change it
 * @param mayDecide whether this person decides registrations
 * @param inProgramme its value in the programme's currency by today's rate; null where it is in that currency, or has no rate
 */
public record DealPage(
        DealReader.Line line,
        Facts facts,
        List<PartOf> parts,
        List<DealReader.Event> timeline,
        List<DealNotes.Note> notes,
        ProtectionRule rule,
        List<LostReason> reasons,
        boolean mayWork,
        boolean mayDecide,
        @Nullable Money inProgramme,
        Instant now,
        LocalDate today,
        ZoneId zone) {

    /** What is only shown on the page of a deal itself. */
    public record Facts(
            String customer,
            @Nullable String domain,
            String customerContact,
            String products,
            String description,
            String territory,
            @Nullable String contact,
            @Nullable Long incumbentId,
            @Nullable String incumbent,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,
            String decisionReason,
            int extensions,
            @Nullable LocalDate protectedFrom,
            @Nullable String lostReason,
            @Nullable String lostNote,
            @Nullable String externalId,
            int version) {}

    /** A partner's part in it, and what of the value it has. */
    public record PartOf(
            long partnerId,
            String partner,
            Part part,
            @Nullable String percent,
            Money money) {}

    public long id() {
        return line.id();
    }

    public String href() {
        return line.href();
    }

    public boolean waits() {
        return line.standing() == Standing.WAITING;
    }

    public boolean closed() {
        return line.stage().closed();
    }

    public boolean moves() {
        return line.standing().moves() && !closed();
    }

    public boolean winnable() {
        return moves() && line.stage().leadsTo(Stage.CLOSED_WON);
    }

    public boolean protectedNow() {
        return line.protectedOn(today);
    }

    public long daysLeft() {
        var until = line.protectedUntil();
        return until == null ? 0 : until.toEpochDay() - today.toEpochDay();
    }

    public boolean extendable() {
        return protectedNow() && facts.extensions() < rule.extensions();
    }

    public boolean overdue() {
        return line.overdueAt(now);
    }

    public boolean correctable() {
        return mayWork && !closed() && !line.standing().over();
    }
}
