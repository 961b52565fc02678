package app.touchline.action;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;
import app.touchline.team.Members;

/**
 * What every form on an action shows.
 *
 * @param today in the assignee's zone
 * @param nextDate proposed for what comes after it
 */
record StepPage(
        long actionId,
        int version,
        boolean open,
        long partnerId,
        String partner,
        String words,
        LocalDate due,
        long assigneeId,
        String assignee,
        LocalDate today,
        LocalDate nextDate,
        String back,
        boolean inPlace) {

    public List<ActionType> types() {
        return List.of(ActionType.values());
    }

    /** A date a postponement offers as one click. */
    public record Offer(String words, LocalDate day) {}

    public List<Offer> offers() {
        var from = due.isAfter(today) ? due : today;
        var soon = NextDate.nextWorkingDay(from);
        var monday = from.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        var offers = new ArrayList<Offer>();
        if (!soon.equals(monday))
            offers.add(new Offer(soon.equals(today.plusDays(1)) ? "Tomorrow" : "A day later", soon));
        offers.add(new Offer("Next Monday", monday));
        if (!monday.equals(from.plusDays(7))) offers.add(new Offer("A week later", from.plusDays(7)));
        return offers;
    }

    @Component
    static class Pages {

        private final Actions actions;
        private final Members members;
        private final PartnerInHand.Reader partners;
        private final SettingsReader settings;
        private final Clock clock;

        Pages(Actions actions, Members members, PartnerInHand.Reader partners, SettingsReader settings, Clock clock) {
            this.actions = actions;
            this.members = members;
            this.partners = partners;
            this.settings = settings;
            this.clock = clock;
        }

        StepPage of(long actionId, @Nullable String back, boolean inPlace) {
            var action = actions.findById(actionId).orElseThrow(Pages::notFound);
            var partner = partner(action.partnerId());
            var assignee = members.findById(action.assigneeId()).orElseThrow(Pages::notFound);
            var today = LocalDate.ofInstant(clock.instant(), assignee.zone());
            return new StepPage(
                    actionId,
                    action.version(),
                    action.open(),
                    partner.id(),
                    partner.name(),
                    action.words(),
                    action.due(),
                    assignee.id(),
                    assignee.name(),
                    today,
                    partner.nextDate(today),
                    Back.to(back).path(),
                    inPlace);
        }

        PartnerInHand partner(long partnerId) {
            return partners.find(partnerId, settings.current().today(clock)).orElseThrow(Pages::notFound);
        }

        /** Those to whom an action may be given, by name. */
        List<Member> people() {
            return members.findByActiveTrueOrderByName().stream()
                    .filter(NextSteps::assignable)
                    .toList();
        }

        private static ResponseStatusException notFound() {
            return new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
