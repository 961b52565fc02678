package app.touchline.deal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import app.touchline.testing.Patience;
import app.touchline.testing.TestDatabase;
import app.touchline.testing.TouchlineProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** Three nodes run, as processes; the one that gives the reminders is killed in the middle of them. */
class RemindersThroughACrashTests {

    private static final int NODES = 3;

    private static final int DEALS = 40;

    private final List<TouchlineProcess> nodes = new ArrayList<>();

    @Test
    void eachReminderIsGivenOnce() throws Exception {
        var database = TestDatabase.fresh();
        try (var asked = connection(database);
                var holder = connection(database)) {
            for (var node = 0; node < NODES; node++) nodes.add(start(node, database));
            for (var node : nodes) node.awaitReady();
            dealsWhoseProtectionEnds(asked);
            holder.setAutoCommit(false);
            number(
                    holder,
                    "select id from deal where id = (select id from deal order by id offset %d limit 1) for update"
                            .formatted(DEALS / 2));
            Patience.until("one waits for the deal in the middle", () -> {
                goOnceMore(asked);
                return number(asked, """
                        select count(*) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock' and query ilike '%deal%'
                        """) == 1;
            });
            assertThat(number(asked, "select count(*) from deal_reminder")).isEqualTo(DEALS / 2);
            nodes.get((int) number(asked, """
                            select picked_by::int from scheduled_tasks where task_name = 'keep-protection' and picked
                            """)).kill();
            holder.rollback();
            Patience.until(
                    "another one gives the others", () -> number(asked, "select count(*) from deal_reminder") == DEALS);
            var then = number(asked, "select extract(epoch from clock_timestamp()) * 1000");
            Patience.until("there was one more round", () -> {
                goOnceMore(asked);
                return number(asked, """
                        select count(*) from scheduled_tasks
                        where task_name = 'keep-protection' and extract(epoch from last_success) * 1000 > %d
                        """.formatted(then)) == 1;
            });
            assertThat(number(asked, "select count(*) from deal_event where kind = 'REMINDED'"))
                    .isEqualTo(DEALS);
            assertThat(number(asked, "select count(distinct deal_id) from deal_event where kind = 'REMINDED'"))
                    .isEqualTo(DEALS);
            assertThat(number(asked, "select count(*) from outgoing_mail")).isEqualTo(2 * DEALS);
            assertThat(number(
                            asked,
                            "select count(*) from (select distinct to_address, subject from outgoing_mail) each"))
                    .isEqualTo(2 * DEALS);
        } finally {
            nodes.forEach(TouchlineProcess::kill);
        }
    }

    private static Connection connection(TestDatabase.Address database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private static TouchlineProcess start(int node, TestDatabase.Address database) {
        var environment = new HashMap<>(database.environment());
        environment.put("DBSCHEDULER_SCHEDULERNAME", "" + node);
        environment.put("DBSCHEDULER_HEARTBEATINTERVAL", "2s");
        return TouchlineProcess.start(environment);
    }

    /** As if the minute between two rounds were over. */
    private static void goOnceMore(Connection asked) throws SQLException {
        execute(
                asked,
                "update scheduled_tasks set execution_time = now()"
                        + " where task_name = 'keep-protection' and not picked and execution_time > now()");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).as(sql).isTrue();
            return rows.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void dealsWhoseProtectionEnds(Connection connection) throws SQLException {
        var codes = new HashSet<String>();
        for (var random = new Random(3); codes.size() < DEALS; )
            codes.add(RegistrationId.any(random).code());
        connection.setAutoCommit(false);
        execute(connection, """
                insert into smtp_server (host, port, protection, from_address, from_name)
                values ('127.0.0.1', 1, 'NONE', 'touchline@ours.test', 'Touchline');
                insert into member (email, name, zone, created_at)
                values ('odo@ours.test', 'Odo Owner', 'UTC', now()), ('lia@ours.test', 'Lia Looks', 'UTC', now());
                insert into partner (name, tier_id, status, owner_id, created_at)
                select 'Protected', (select min(id) from tier), 'ACTIVE', (select id from member where email = 'odo@ours.test'), now();
                insert into deal (code, origin, kind, partner_id, owner_id, customer, customer_key, customer_contact, value,
                                  currency, expected_close, products, description, standing, registered_at, decision_due_at,
                                  stage, stage_since, changed_at)
                select code, 'PARTNER', 'NEW_BUSINESS', (select id from partner),
                       (select id from member where email = 'lia@ours.test'), 'Customer ' || code, 'customer ' || lower(code),
                       'Tess', 1000, 'EUR', current_date + 60, 'Platform', 'They want it', 'WAITING', now(), now(),
                       'REGISTERED', current_date, now()
                from unnest(string_to_array('%s', ',')) as code;
                insert into deal_share (deal_id, partner_id, part) select id, partner_id, 'SOURCED' from deal;
                insert into deal_event (deal_id, kind, at, day, by_name)
                select id, 'REGISTERED', now(), current_date, 'Lia Looks' from deal;
                insert into deal_event (deal_id, kind, at, day, by_name, from_day, to_day)
                select id, 'APPROVED', now(), current_date, 'Lena Lead', current_date, current_date + 10 from deal;
                update deal set standing = 'APPROVED', decided_at = now(), protected_from = current_date,
                                protected_until = current_date + 10;
                """.formatted(String.join(",", codes)));
        connection.commit();
        connection.setAutoCommit(true);
    }
}
