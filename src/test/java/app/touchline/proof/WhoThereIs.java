package app.touchline.proof;

import java.net.IDN;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import app.touchline.proof.Programme.Contact;
import app.touchline.proof.Programme.Member;
import app.touchline.proof.Programme.Partner;
import app.touchline.proof.Programme.Place;
import app.touchline.proof.Programme.Since;

import static app.touchline.proof.MailWorld.BEN;
import static app.touchline.proof.MailWorld.LEA;
import static app.touchline.proof.MailWorld.MIA;
import static app.touchline.proof.MailWorld.PARTNERS;
import static app.touchline.proof.MailWorld.ZOE;

/** Our people, partners and their contacts, and when that changed. */
final class WhoThereIs {

    private final Programme programme;
    private final LocalDate today;
    private final LocalDate floor;
    private final LocalDate moveDay;
    private final Random random;

    WhoThereIs(MailWorld world) {
        this.programme = world.programme;
        this.today = world.today;
        this.floor = world.floor;
        this.moveDay = world.moveDay;
        this.random = world.random;
    }

    void lay() {
        people();
        partners();
    }

    private void people() {
        programme.ownDomains.addAll(List.of("ours.test", "ours-group.test"));
        programme.sharedMailboxes.add(PARTNERS);
        programme.members.add(new Member("Mia Nowak", MIA, List.of("mia.founder@gmail.com"), true));
        programme.members.add(new Member("Ben Okoro", BEN, List.of(), true));
        programme.members.add(new Member("Lea Vogt", LEA, List.of(), false));
        programme.members.add(new Member("Zoe Lindqvist", ZOE, List.of(), false));
        programme.knownSince = floor;
    }

    private void partners() {
        partner("Acme", MIA, 1, "acme.test");
        contact("Jane Doe", "Acme", "jane@acme.test", "jane.private@gmail.com");
        contact("Bob O'Neil", "Acme", "bob.o'neil@acme.test");
        partner("Acme Labs", BEN, 2, "labs.acme.test");
        partner("Brightwater", MIA, 1, "brightwater.co.uk");
        partner("Shopfront", LEA, 2, "shopfront.myshopify.com");
        partner("Bücher & Söhne", BEN, 1, "bücher-söhne.test");
        contact("Jörg Grün", "Bücher & Söhne", "jörg@bücher-söhne.test");
        partner("Solo Consulting", LEA, 3);
        contact("Kim Solo", "Solo Consulting", "kimsolo@gmail.com");
        partner("Twin North", MIA, 2, "twin-agency.test");
        contact("Nia North", "Twin North", "nia@twin-agency.test");
        partner("Twin South", BEN, 2, "twin-agency.test");
        contact("Sol South", "Twin South", "sol@twin-agency.test");
        partner("Old Harbour", MIA, 2, "oldharbour.test");
        partner("New Harbour", BEN, 2, "newharbour.test");
        programme.contacts.add(new Contact(
                "Nora Wells",
                List.of("nora@oldharbour.test", "nora.wells@web.de"),
                List.of(new Place("Old Harbour", null, moveDay), new Place("New Harbour", moveDay, null))));
        partner("Late Joiner", LEA, 3);
        programme.contacts.add(new Contact(
                "Ida Free", List.of("ida@freelancer.test"), List.of(new Place("Late Joiner", moveDay, null))));
        partner("Only Automatic", MIA, 1, "only-automatic.test");
        partner("Only Received", BEN, 1, "only-received.test");
        partner("Merely Copied", LEA, 2, "merely-copied.test");
        partner("Only In Junk", MIA, 3, "only-junk.test");
        partner("Hostile Headers", BEN, 2, "hostile.test");
        contact("Hetty Host", "Hostile Headers", "hetty@hostile.test");
        partner("Tagged", LEA, 3);
        contact("Team EMEA", "Tagged", "team+emea@tagged-mail.test");
        partner("Midnight", MIA, 1, "midnight.test");
        var words = List.of(
                "Alder",
                "Birch",
                "Cedar",
                "Dogwood",
                "Elm",
                "Fir",
                "Gorse",
                "Hazel",
                "Ivy",
                "Juniper",
                "Kapok",
                "Larch",
                "Maple",
                "Nutmeg",
                "Oak",
                "Pine",
                "Quince",
                "Rowan",
                "Spruce",
                "Teak",
                "Umbra",
                "Viburnum",
                "Willow",
                "Yew",
                "Zelkova",
                "Aspen",
                "Beech",
                "Cypress",
                "Ebony",
                "Fig",
                "Ginkgo",
                "Hemlock",
                "Ironwood",
                "Jacaranda",
                "Karri",
                "Linden",
                "Mahogany",
                "Neem",
                "Olive",
                "Poplar");
        var owners = List.of(MIA, BEN, LEA);
        for (int i = 0; i < words.size(); i++) {
            var name = words.get(i) + " Partners";
            var domain = words.get(i).toLowerCase(Locale.ROOT) + "-partners.test";
            partner(name, owners.get(i % 3), 1 + i % 3, domain);
            contact("Ann " + words.get(i), name, "ann@" + domain);
            if (i % 2 == 0) contact("Carl " + words.get(i), name, "carl.long-name@" + domain);
        }
        changeStatus("Alder Partners", 60, "PAUSED");
        changeStatus("Birch Partners", 90, "PAUSED");
        changeStatus("Birch Partners", 20, "ACTIVE");
        changeStatus("Cedar Partners", 50, "INACTIVE");
        startWith("Dogwood Partners", "PROSPECT");
        startWith("Elm Partners", "PROSPECT");
        changeStatus("Elm Partners", 40, "TESTING");
        changeStatus("Elm Partners", 10, "ACTIVE");
        changeTier("Fir Partners", 48, 1);
        changeTier("Gorse Partners", 30, 3);
        changeTier("Gorse Partners", 6, 1);
        joined("Hazel Partners", 200);
        joined("Ivy Partners", 9);
    }

    private void partner(String name, String owner, int tier, String... domains) {
        programme.partners.add(new Partner(
                name,
                owner,
                List.of(domains),
                new ArrayList<>(List.of(new Since<>(floor, tier))),
                new ArrayList<>(List.of(new Since<>(floor, "ACTIVE")))));
    }

    private void contact(String name, String partner, String... addresses) {
        var ascii = new ArrayList<String>();
        for (var address : addresses)
            ascii.add(address.substring(0, address.indexOf('@') + 1)
                    + IDN.toASCII(address.substring(address.indexOf('@') + 1)));
        programme.contacts.add(new Contact(name, ascii, List.of(new Place(partner, null, null))));
    }

    private void changeStatus(String partner, int daysAgo, String status) {
        programme.partner(partner).statuses().add(new Since<>(today.minusDays(daysAgo), status));
    }

    private void changeTier(String partner, int daysAgo, int tier) {
        programme.partner(partner).tiers().add(new Since<>(today.minusDays(daysAgo), tier));
    }

    private void startWith(String partner, String status) {
        programme.partner(partner).statuses().set(0, new Since<>(floor, status));
    }

    private void joined(String name, int daysAgo) {
        var partner = programme.partner(name);
        partner.tiers()
                .set(
                        0,
                        new Since<>(
                                today.minusDays(daysAgo),
                                partner.tiers().getFirst().value()));
        partner.statuses().set(0, new Since<>(today.minusDays(daysAgo), "ACTIVE"));
    }
}
