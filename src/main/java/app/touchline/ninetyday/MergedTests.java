package app.touchline.ninetyday;

import java.time.Clock;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import app.touchline.partner.PartnersMerged;
import app.touchline.settings.SettingsReader;

/** The tests of a partner that went into another one are that one's; where both ran one, the other's goes on. */
@Component
class MergedTests {

    private final NinetyDayTests tests;
    private final SettingsReader settings;
    private final Clock clock;

    MergedTests(NinetyDayTests tests, SettingsReader settings, Clock clock) {
        this.tests = tests;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void merged(PartnersMerged merged) {
        var goesOn = tests.runningOf(merged.into());
        for (var test : tests.findByPartnerId(merged.away())) {
            if (test.running() && goesOn.isPresent())
                test.callOff(settings.current().today(clock), "Two partners became one, and the other's test goes on");
            test.goTo(merged.into());
        }
    }
}
