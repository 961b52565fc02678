package app.touchline.pipeline;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.Origin;
import app.touchline.deal.RegistrationId;
import app.touchline.deal.Stage;
import app.touchline.money.Money;

/**
 * A deal as it stands on the board and in lists.
 *
 * @param staleDays after how many days its stage makes it stalled; 0 where it is in no open stage
 * @param worth its value, or what it was won for
 * @param inProgramme that in the programme's currency by today's rate; null where there is none
 * @param sourced what of it a partner sourced, in the deal's currency; null: none did
 * @param actionId the open action that it became for having stalled
 */
public record DealCard(
        long id,
        RegistrationId code,
        String customer,
        Origin origin,
        Phase phase,
        Stage stage,
        LocalDate stageSince,
        int staleDays,
        LocalDate expectedClose,
        @Nullable LocalDate closedOn,
        Money worth,
        @Nullable Money inProgramme,
        @Nullable Money sourced,
        @Nullable Money influenced,
        @Nullable Long partnerId,
        @Nullable String partner,
        @Nullable String tier,
        long ownerId,
        String owner,
        @Nullable Long actionId) {

    public String href() {
        return "/deals/" + code.words();
    }

    /** What it is worth in the programme's currency, where that is another one. */
    public @Nullable Money converted() {
        return inProgramme == null || inProgramme.currency().equals(worth.currency()) ? null : inProgramme;
    }

    public boolean withoutRate() {
        return inProgramme == null;
    }

    public long daysInStage(LocalDate today) {
        return ChronoUnit.DAYS.between(stageSince, today);
    }

    /** No change of stage for as many days as its stage allows, or more. */
    public boolean stalled(LocalDate today) {
        return phase == Phase.OPEN && staleDays > 0 && daysInStage(today) >= staleDays;
    }

    /** Still open although it was expected to close before today. */
    public boolean overdue(LocalDate today) {
        return phase == Phase.OPEN && expectedClose.isBefore(today);
    }

    /** "Sourced", "Influenced", "Sourced and influenced", or empty. */
    public String parts() {
        if (sourced == null) return influenced == null ? "" : "Influenced";
        return influenced == null ? "Sourced" : "Sourced and influenced";
    }

    /** The open stages to which it may be moved, then the ends it may come to. */
    public java.util.List<Stage> next() {
        return phase == Phase.OPEN
                ? java.util.Arrays.stream(Stage.values()).filter(stage::leadsTo).toList()
                : java.util.List.of();
    }

    public boolean winnable() {
        return phase == Phase.OPEN && stage.leadsTo(Stage.CLOSED_WON);
    }

    /** Those as the board reads them. */
    public String nextNames() {
        return next().stream().map(Stage::name).collect(java.util.stream.Collectors.joining(" "));
    }
}
