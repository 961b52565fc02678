package app.touchline.today;

import java.time.Clock;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;

import app.touchline.action.NextStepReader;
import app.touchline.team.SignedIn;
import app.touchline.web.NavEntry;
import app.touchline.web.NavEntry.Count;

/** Today's place in the bar, with how many of my own actions are overdue. */
@Configuration(proxyBeanMethods = false)
class TodayInTheBar {

    @Bean
    NavEntry todayEntry(NextStepReader steps, Clock clock) {
        return new NavEntry(10, "today", "Today", "/", "checklist", Set.of(), who -> late(who, steps, clock));
    }

    private static @Nullable Count late(Authentication who, NextStepReader steps, Clock clock) {
        if (!(who.getPrincipal() instanceof SignedIn me)) return null;
        var late = steps.overdue(me.id(), clock.instant());
        return late == 0 ? null : new Count(late + " late", true);
    }
}
