package app.touchline.proof;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.ConnectionRecords;
import app.touchline.mailbox.MailSync;
import app.touchline.mailbox.Slice;
import app.touchline.mailbox.Tenant;
import app.touchline.mailbox.graph.standin.StandIn;
import app.touchline.mailbox.graph.standin.Trusting;
import app.touchline.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** The same mail as in {@link WholeWayTests}, lying in Microsoft 365 and read through Graph, a turn at a time. */
@SpringBootTest(
        properties = {
            "db-scheduler.enabled=false",
            "touchline.secret-key=" + TestDatabase.SECRET_KEY,
            "touchline.sample=false",
            "touchline.microsoft365.ssl-bundle=stand-in",
            "touchline.mailbox.pages-per-slice=2"
        })
@ContextConfiguration(initializers = TestDatabase.class)
class GraphAgainstTheTruthTests {

    @Autowired
    MailSync sync;

    @Autowired
    ConnectionRecords connections;

    @Autowired
    SslBundles bundles;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment environment;

    private final StandIn tenant = new StandIn();

    @Test
    void allThatIsReadThroughGraphIsTrue() {
        Trusting.standIns(bundles);
        var world = MailWorld.of(2, Instant.now());
        var inGraph = new InGraph(tenant);
        inGraph.fill(world);
        var mailboxes = ProgrammeInDatabase.lay(world, jdbc);
        throughTheTenant();
        readAll(mailboxes);

        try (var stored = new WhatIsStored(database())) {
            var truth = world.truth.touches.stream()
                    .map(touch -> asShown(touch, inGraph))
                    .toList();
            var differences = Differences.between(truth, stored.touches(), label -> label);
            assertThat(differences.stream().limit(60))
                    .as("%d differences of %d", differences.size(), truth.size())
                    .isEmpty();
            assertThat(stored.tracesOf(MailWorld.CANARY)).isEmpty();

            var before = stored.touchTables();
            jdbc.sql("update directory_version set version = version + 1").update();
            readAll(mailboxes);
            assertThat(Differences.between(before, stored.touchTables())).isEmpty();
        }
    }

    /** That our own mail was written by a machine stands in headers, which Graph does not show of it. */
    private static Truth.ExpectedTouch asShown(Truth.ExpectedTouch touch, InGraph inGraph) {
        boolean automatic =
                touch.nature() == Letter.Nature.AUTO_REPLY || touch.nature() == Letter.Nature.AUTO_GENERATED;
        if (!automatic || !inGraph.withoutHeaders.contains(touch.label())) return touch;
        var counted = new TreeMap<String, String>();
        touch.partners().keySet().forEach(partner -> counted.put(partner, "ALWAYS"));
        return new Truth.ExpectedTouch(
                touch.label(),
                touch.occurredAt(),
                Letter.Nature.HUMAN,
                touch.direction(),
                counted,
                touch.candidates(),
                null,
                touch.mailboxes());
    }

    private void throughTheTenant() {
        var connection = connections.add(
                "Ours",
                new Tenant(
                        0,
                        tenant.tokens.tenant,
                        tenant.tokens.clientId,
                        new Tenant.Credential.Secret(tenant.tokens.secret),
                        URI.create(tenant.graphUrl()),
                        URI.create(tenant.authorityUrl())),
                null,
                Who.TOUCHLINE);
        jdbc.sql("""
                update mailbox set kind = 'MICROSOFT_365', connection_id = :connection, host = null, port = null, tls = null,
                    username = null, secret = null, acknowledged_at = now(), acknowledgement = 'ADMIN_RECORDED'
                """).param("connection", connection).update();
    }

    /** In turns, as the scheduler would, but in no order. */
    private void readAll(Map<String, Long> mailboxes) {
        var toRead = new HashSet<>(mailboxes.values());
        var random = new Random(5);
        while (!toRead.isEmpty()) {
            var order = new ArrayList<>(toRead);
            Collections.shuffle(order, random);
            for (var id : order) {
                var slice = sync.runSlice(id);
                if (slice instanceof Slice.ReadToTheEnd) toRead.remove(id);
                else assertThat(slice).isInstanceOf(Slice.MoreToRead.class);
            }
        }
    }

    private TestDatabase.Address database() {
        return new TestDatabase.Address(
                environment.getRequiredProperty("touchline.db.url"),
                environment.getRequiredProperty("touchline.db.user"),
                environment.getProperty("touchline.db.password", ""));
    }
}
