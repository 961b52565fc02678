package app.touchline.conflict;

import java.io.IOException;
import java.util.ArrayList;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.deal.Customer;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What the database brings near must not lose what a close comparison would take for the same. */
@TouchlineTest
class DealsAlikeTests {

    @Autowired
    DealsAlike alike;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void allPairsOfNamesThatAreTakenForTheSameAreFoundAmongAllOthersWhicheverCameFirst() {
        var manager = team.manager("Alma Alike");
        var partner = partners.partner(PartnerSamples.name("Alike"), 1, manager.id(), null);
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            var pairs = labelled();
            var names = new ArrayList<String>();
            for (var pair : pairs) {
                names.add(pair.one());
                names.add(pair.other());
            }
            ManyDeals.open(names, partner.id(), manager.id(), jdbc);
            var lost = new ArrayList<String>();
            for (var pair : pairs)
                if (LikenessTests.taken(pair)) {
                    if (!finds(pair.one(), pair.other())) lost.add(pair.one() + " -> " + pair.other());
                    if (!finds(pair.other(), pair.one())) lost.add(pair.other() + " -> " + pair.one());
                }
            assertThat(lost).isEmpty();
        });
    }

    private static java.util.List<LikenessTests.Pair> labelled() {
        try {
            return LikenessTests.labelled();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean finds(String told, String known) {
        return alike.all(Customer.told(told, "", "somebody", domain -> false), null, null).stream()
                .anyMatch(one -> one.likeness().same() && name(one.dealId()).equals(known));
    }

    private String name(long dealId) {
        return jdbc.sql("select customer from deal where id = :id")
                .param("id", dealId)
                .query(String.class)
                .single();
    }
}
