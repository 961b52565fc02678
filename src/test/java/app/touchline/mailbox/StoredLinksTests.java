package app.touchline.mailbox;

import java.util.List;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import app.touchline.mailbox.graph.standin.Request;
import app.touchline.testing.TestDatabase;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** The links that Graph gives name the mailbox: they are kept encrypted, and used all the same. */
@TouchlineTest
class StoredLinksTests extends InATenant {

    private static final String CURSORS = """
            select concat(live_cursor, ' ', backfill_cursor, ' ', reread_cursor)
            from mailbox_folder where mailbox_id = :id
            """;

    private List<String> cursors(long id) {
        return jdbc.sql(CURSORS)
                .param("id", id)
                .query((row, index) -> String.valueOf(row.getString(1)))
                .list();
    }

    private boolean hasAToken(Request request) {
        return request.query().containsKey("$deltatoken");
    }

    @Test
    void noStoredLinkCanBeReadAndEachIsFollowed() {
        box.deliver("inbox", mail(1));
        var id = connect(box);
        readToTheEnd(id);
        assertThat(cursors(id))
                .isNotEmpty()
                .noneMatch(cursor -> cursor.contains("users") || cursor.contains("token") || cursor.contains(domain))
                .anyMatch(cursor -> cursor.contains("\"link\":\""));
        standIn.requests.clear();
        box.deliver("inbox", mail(0));
        readToTheEnd(id);
        assertThat(standIn.count(this::hasAToken)).isPositive();
        assertThat(touches()).isEqualTo(2);
    }

    @Test
    void aLinkThatWasPutUnderAnotherMailboxIsNotFollowed() {
        box.deliver("inbox", mail(1));
        var id = connect(box);
        var other = anotherMailbox("other");
        readToTheEnd(id);
        readToTheEnd(other);
        jdbc.sql("""
                update mailbox_folder f set live_cursor = theirs.live_cursor
                from mailbox_folder theirs
                where f.mailbox_id = :id and theirs.mailbox_id = :other and theirs.title = f.title and f.title = 'Inbox'
                """).param("id", id).param("other", other).update();
        box.deliver("inbox", mail(0));
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(3);
        assertThat(folderRow(id, "inbox")).containsEntry("resyncs_today", 1);
    }

    @Test
    void linksOfBeforeGoAndFoldersAreFollowedAnewFromTheSameDay() {
        var address = TestDatabase.fresh();
        try (var source = new SingleConnectionDataSource(address.url(), address.user(), address.password(), true)) {
            Flyway.configure().dataSource(source).target("090").load().migrate();
            var old = JdbcClient.create(source);
            old.sql("""
                    insert into mail_connection (name, tenant, client_id, credential, secret, graph_url, authority_url,
                        concurrency_at, created_at)
                    values ('T', 't', 'c', 'SECRET', '', 'g', 'a', now(), now());
                    insert into mailbox (address, shared, kind, connection_id, floor, created_at)
                    values ('dana@ours.test', true, 'MICROSOFT_365', 1, '2026-01-01', now());
                    insert into mailbox_folder (mailbox_id, name, title, live_cursor, backfill_cursor) values
                        (1, 'f', 'Inbox', '{"from":"2026-11-16T10:00:00Z","link":"/v1.0/users/dana@ours.test/x","baseline":false}', '{}'),
                        (1, 'all:r', 'All', '{"due":"2026-11-19T10:00:00Z","since":null,"at":{"seconds":5,"read":0,"left":0,"link":"/users/dana@ours.test"},"last":"2026-11-18T10:00:00Z"}',
                            '{"to":null,"from":null,"seconds":604800,"read":1,"left":2,"link":"/users/dana@ours.test","lowest":null}');
                    """).update();
            Flyway.configure().dataSource(source).load().migrate();
            assertThat(old.sql("select live_cursor from mailbox_folder where name = 'f'")
                            .query((row, index) -> String.valueOf(row.getString(1)))
                            .single())
                    .contains("2026-11-16", "\"baseline\": true")
                    .doesNotContain("link");
            assertThat(old.sql(CURSORS)
                            .param("id", 1)
                            .query((row, index) -> String.valueOf(row.getString(1)))
                            .list())
                    .hasSize(2)
                    .noneMatch(cursor -> cursor.contains("dana"));
        }
    }
}
