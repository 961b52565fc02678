package app.touchline.action;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

import app.touchline.hours.WorkingTimeReader;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;
import app.touchline.team.Members;

/**
 * What every form on an action shows.
 *
 * @param today in the assignee's zone
 * @param nextDate proposed for what comes after it
 * @param nextWorkingDay after today or, where that is later, after the day it is due
 */
record StepPage(
        long actionId,
        int version,
        boolean open,
        boolean closesByItself,
        long partnerId,
        String partner,
        String words,
        LocalDate due,
        long assigneeId,
        String assignee,
        LocalDate today,
        LocalDate nextDate,
        LocalDate nextWorkingDay) {

    public List<ActionType> types() {
        return List.of(ActionType.values());
    }

    /** A date a postponement offers as one click. */
    public record Offer(String words, LocalDate day) {}

    public List<Offer> offers() {
        var from = due.isAfter(today) ? due : today;
        var monday = from.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        var offers = new ArrayList<Offer>();
        if (!nextWorkingDay.equals(monday))
            offers.add(
                    new Offer(nextWorkingDay.equals(today.plusDays(1)) ? "Tomorrow" : "A day later", nextWorkingDay));
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
        private final WorkingTimeReader workingTime;
        private final Clock clock;

        Pages(
                Actions actions,
                Members members,
                PartnerInHand.Reader partners,
                SettingsReader settings,
                WorkingTimeReader workingTime,
                Clock clock) {
            this.actions = actions;
            this.members = members;
            this.partners = partners;
            this.settings = settings;
            this.workingTime = workingTime;
            this.clock = clock;
        }

        StepPage of(long actionId) {
            var action = actions.findById(actionId).orElseThrow(Pages::notFound);
            var partner = partner(action.partnerId());
            var assignee = members.findById(action.assigneeId()).orElseThrow(Pages::notFound);
            var today = LocalDate.ofInstant(clock.instant(), assignee.zone());
            var hours = workingTime.current();
            return new StepPage(
                    actionId,
                    action.version(),
                    action.open(),
                    action.type().closesByItself(),
                    partner.id(),
                    partner.name(),
                    action.words(),
                    action.due(),
                    assignee.id(),
                    assignee.name(),
                    today,
                    partner.nextDate(today, hours),
                    hours.nextWorkingDay(action.due().isAfter(today) ? action.due() : today));
        }

        PartnerInHand partner(long partnerId) {
            return partners.find(partnerId, settings.current().today(clock)).orElseThrow(Pages::notFound);
        }

        LocalDate programmeToday() {
            return settings.current().today(clock);
        }

        LocalDate workingDayFrom(LocalDate today) {
            return workingTime.current().nextWorkingDay(today.minusDays(1));
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
