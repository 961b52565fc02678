package app.touchline.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import app.touchline.deal.Customer;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long it takes to find who else is after a customer among 200,000 open deals: {@code mvn test -Dtest=CandidatesBenchTests
 * -Dtest.groups=bench -Dtest.groups.excluded=}
 */
@Tag("bench")
@TouchlineTest
@TestPropertySource(properties = "spring.application.name=candidates-bench")
class CandidatesBenchTests {

    private static final int DEALS = 200_000;

    private static final List<String> FIRST = List.of(
            "Harbour", "Nordic", "Alpine", "Castor", "Vantage", "Kestrel", "Polaris", "Quay", "Raven", "Sundara",
            "Tamsin", "Umbra", "Verdant", "Wexford", "Xenia", "Yarrow", "Bright", "Delphin", "East", "Fern", "Grant",
            "Iron", "Juniper", "Larch", "Maple", "North", "Oak", "Pine", "Summit", "Stone");
    private static final List<String> THIRD = List.of(
            "Foods",
            "Rail",
            "Pharma",
            "Retail",
            "Hospitals",
            "Steel",
            "Lines",
            "Energy",
            "Logistics",
            "Textiles",
            "Media",
            "Hotels",
            "Bank",
            "Insurance",
            "Systems",
            "Motors",
            "Mining",
            "Farms",
            "Optics",
            "Ports");
    private static final List<String> FORMS =
            List.of("GmbH", "Ltd", "Inc.", "S.A.", "AB", "B.V.", "plc", "Sp. z o.o.", "");

    @Autowired
    DealsAlike alike;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    JdbcClient jdbc;

    private final Random random = new Random(200_000);

    /** "Harbour Velonda Lines GmbH": real words around one that is made of syllables, so that many are alike. */
    private String name() {
        var middle = new StringBuilder();
        for (var i = 0; i < 2 + random.nextInt(2); i++)
            middle.append("bdfgklmnprstvz".charAt(random.nextInt(14))).append("aeiou".charAt(random.nextInt(5)));
        middle.setCharAt(0, Character.toUpperCase(middle.charAt(0)));
        return (any(FIRST) + " " + middle + " " + any(THIRD) + " " + any(FORMS)).strip();
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    @Test
    void whoElseIsAfterACustomerIsFoundAmongTwoHundredThousand() {
        var manager = team.manager("Bea Bench");
        var partner = partners.partner(PartnerSamples.name("Bench"), 1, manager.id(), null);
        var names = new ArrayList<String>();
        for (var i = 0; i < DEALS; i++) names.add(name());
        ManyDeals.open(names, partner.id(), manager.id(), jdbc);
        var times = new ArrayList<Long>();
        var found = 0;
        for (var asked = 0; asked < 400; asked++) {
            var name = asked % 2 == 0 ? names.get(random.nextInt(names.size())) + " AG" : name();
            var customer = Customer.told(name, "velonda" + asked + ".example", "somebody", domain -> false);
            var before = System.nanoTime();
            var all = alike.of(customer, null, null);
            if (asked >= 50) times.add((System.nanoTime() - before) / 1_000);
            if (asked % 2 == 0 && all.stream().anyMatch(one -> one.conflicts())) found++;
        }
        times.sort(Long::compare);
        System.out.printf(
                "Candidates among %,d open deals: median %.1f ms, p95 %.1f ms, most %.1f ms; %d of 200 known ones found%n",
                DEALS,
                times.get(times.size() / 2) / 1e3,
                times.get(times.size() * 95 / 100) / 1e3,
                times.getLast() / 1e3,
                found);
        assertThat(found).isEqualTo(200);
    }
}
