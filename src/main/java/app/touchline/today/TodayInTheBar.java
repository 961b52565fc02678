package app.touchline.today;

import java.time.Clock;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;

import app.touchline.action.NextStepReader;
import app.touchline.deal.DealsOfTheDay;
import app.touchline.response.WaitingReplies;
import app.touchline.team.SignedIn;
import app.touchline.web.NavEntry;
import app.touchline.web.NavEntry.Count;

/** Today's place in the bar, with how many of my actions and decisions are overdue, or else how much is to be done today. */
@Configuration(proxyBeanMethods = false)
class TodayInTheBar {

    @Bean
    NavEntry todayEntry(NextStepReader steps, WaitingReplies replies, DealsOfTheDay deals, Clock clock) {
        return new NavEntry(
                10, "today", "Today", "/", "checklist", Set.of(), who -> count(who, steps, replies, deals, clock));
    }

    private static @Nullable Count count(
            Authentication who, NextStepReader steps, WaitingReplies replies, DealsOfTheDay deals, Clock clock) {
        if (!(who.getPrincipal() instanceof SignedIn me)) return null;
        var now = clock.instant();
        var ofDeals = deals.pressing(me, now);
        var late = steps.overdue(me.id(), now) + ofDeals.late();
        if (late > 0) return new Count(late + " late", true);
        var due = steps.dueToday(me.id(), now) + replies.owedBy(me.id(), now) + ofDeals.today();
        return due == 0 ? null : new Count(due + " due", false);
    }
}
