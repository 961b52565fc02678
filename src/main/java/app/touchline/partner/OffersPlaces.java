package app.touchline.partner;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.util.List;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;
import app.touchline.team.Members;

/** A controller whose forms offer tiers, owners and statuses, and days up to today. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OffersPlaces {

    @ControllerAdvice(annotations = OffersPlaces.class)
    class Offer {

        private final Tiers tiers;
        private final Members members;
        private final SettingsReader settings;
        private final Clock clock;

        Offer(Tiers tiers, Members members, SettingsReader settings, Clock clock) {
            this.tiers = tiers;
            this.members = members;
            this.settings = settings;
            this.clock = clock;
        }

        @ModelAttribute("tiers")
        List<Tier> tiers() {
            return tiers.inUse();
        }

        @ModelAttribute("owners")
        List<Member> owners() {
            return members.findByActiveTrueOrderByName().stream()
                    .filter(member -> member.signedIn().worksWithPartners())
                    .toList();
        }

        @ModelAttribute("statuses")
        ProgrammeStatus[] statuses() {
            return ProgrammeStatus.values();
        }

        @ModelAttribute("today")
        String today() {
            return settings.current().today(clock).toString();
        }
    }
}
