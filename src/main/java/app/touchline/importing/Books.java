package app.touchline.importing;

import java.util.List;

import org.springframework.stereotype.Component;

import app.touchline.partner.Contact;
import app.touchline.partner.Partner;
import app.touchline.partner.Partners;
import app.touchline.partner.Suppressions;
import app.touchline.partner.Tiers;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;

/** Opens the {@link Book} of the programme as it is now. */
@Component
class Books {

    private final Partners partners;
    private final Tiers tiers;
    private final SettingsReader settings;
    private final Suppressions suppressions;

    Books(Partners partners, Tiers tiers, SettingsReader settings, Suppressions suppressions) {
        this.partners = partners;
        this.tiers = tiers;
        this.settings = settings;
        this.suppressions = suppressions;
    }

    /** With what the partners are called that went into one of the known. */
    Book of(List<Partner> known, List<Contact> contacts, List<Member> people) {
        var book = new Book(settings.current(), tiers.inUse(), people, known, contacts, suppressions.current());
        book.mergedAway(partners.merged());
        return book;
    }
}
