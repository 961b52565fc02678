package app.touchline.agenda;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.DateStart;
import biweekly.property.RefreshInterval;
import biweekly.property.Uid;
import biweekly.util.DateTimeComponents;
import biweekly.util.Duration;
import biweekly.util.ICalDate;
import org.jspecify.annotations.Nullable;

import app.touchline.action.NextStepReader.Assigned;
import app.touchline.deal.DealDuty;

/**
 * Open actions, and what waits about deals, as a calendar (RFC 5545): each an all-day event on the day it is due, which is a
 * day in its assignee's or the programme's zone and so has none in the file. Says the same as long as those are the same.
 */
final class ActionCalendar {

    private static final String PRODUCT = "-//Touchline//Next actions//EN";

    private ActionCalendar() {}

    /** @param base the web address of this installation; null where an admin entered none */
    static String of(String programme, List<Assigned> actions, List<DealDuty> duties, @Nullable String base) {
        var calendar = new ICalendar();
        calendar.setProductId(PRODUCT);
        calendar.setName(programme + ": my next actions");
        calendar.addExperimentalProperty("X-WR-CALNAME", programme + ": my next actions");
        calendar.setRefreshInterval(
                new RefreshInterval(Duration.builder().hours(1).build()));
        for (var action : actions) calendar.addEvent(event(action, base));
        for (var duty : duties) calendar.addEvent(event(duty, base));
        return Biweekly.write(calendar).go();
    }

    private static VEvent event(Assigned action, @Nullable String base) {
        var step = action.step();
        var event = new VEvent();
        event.setUid(new Uid("action-" + step.actionId() + "@touchline"));
        event.setDateTimeStamp(Date.from(action.createdAt()));
        event.setSequence(step.version());
        event.setSummary(action.partner() + ": " + step.words());
        event.setDateStart(allDay(step.due()));
        return at("/partners/" + step.partnerId(), base, event);
    }

    /** What waits about a deal, on the programme's day by which it is to be done. */
    private static VEvent event(DealDuty duty, @Nullable String base) {
        var event = new VEvent();
        var about = duty.href().substring(duty.href().lastIndexOf('/') + 1);
        event.setUid(new Uid("%s-%s@touchline".formatted(duty.kind().name().toLowerCase(Locale.ROOT), about)));
        event.setDateTimeStamp(Date.from(duty.due().atStartOfDay(ZoneOffset.UTC).toInstant()));
        event.setSummary(duty.partner() + ": " + duty.what());
        event.setDateStart(allDay(duty.due()));
        return at(duty.href(), base, event);
    }

    private static VEvent at(String path, @Nullable String base, VEvent event) {
        event.setTransparency(true);
        if (base != null) {
            event.setUrl(base + path);
            event.setDescription(base + path);
        }
        return event;
    }

    private static DateStart allDay(LocalDate day) {
        var components = new DateTimeComponents(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
        return new DateStart(new ICalDate(components, false));
    }
}
