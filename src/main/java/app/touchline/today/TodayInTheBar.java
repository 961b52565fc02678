package app.touchline.today;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

import app.touchline.action.NextStepReader;
import app.touchline.answers.Answers;
import app.touchline.deal.DealsOfTheDay;
import app.touchline.response.WaitingReplies;
import app.touchline.team.SignedIn;
import app.touchline.web.NavEntry;
import app.touchline.web.NavEntry.Count;

/** Today's place in the bar, with how many of my actions and decisions are overdue, or else how much is to be done today. */
@Configuration(proxyBeanMethods = false)
class TodayInTheBar {

    @Bean
    NavEntry todayEntry(Reader reader) {
        return new NavEntry(
                10,
                "today",
                "Today",
                "/",
                "checklist",
                Set.of(),
                who -> who.getPrincipal() instanceof SignedIn me
                        ? reader.count(me).orElse(null)
                        : null);
    }

    @Component("todayInTheBarReader")
    static class Reader {

        private final NextStepReader steps;
        private final WaitingReplies replies;
        private final DealsOfTheDay deals;
        private final Answers answers;
        private final Clock clock;

        Reader(NextStepReader steps, WaitingReplies replies, DealsOfTheDay deals, Answers answers, Clock clock) {
            this.steps = steps;
            this.replies = replies;
            this.deals = deals;
            this.answers = answers;
            this.clock = clock;
        }

        Optional<Count> count(SignedIn me) {
            var minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
            return answers.to(List.of("Today in the bar", me.id()), minute, () -> count(me, minute));
        }

        private Optional<Count> count(SignedIn me, Instant now) {
            var ofDeals = deals.pressing(me, now);
            var late = steps.overdue(me.id(), now) + ofDeals.late();
            if (late > 0) return Optional.of(new Count(late + " late", true));
            var due = steps.dueToday(me.id(), now) + replies.owedBy(me.id(), now) + ofDeals.today();
            return due == 0 ? Optional.empty() : Optional.of(new Count(due + " due", false));
        }
    }
}
