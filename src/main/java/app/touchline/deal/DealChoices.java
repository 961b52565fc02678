package app.touchline.deal;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.money.Amount;
import app.touchline.team.SignedIn;

/** What the form of a deal offers while somebody types. */
@Component
class DealChoices {

    private static final int MOST = 200;

    private final JdbcClient jdbc;

    DealChoices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Person(long id, String name) {}

    /** @param partners the first by name, this person's own before all others; any other may be typed */
    record Choices(
            List<String> partners,
            List<String> contacts,
            List<String> products,
            List<String> territories,
            List<String> currencies,
            List<Person> people) {

        public Origin[] origins() {
            return Origin.values();
        }

        public Part[] parts() {
            return Part.values();
        }

        public DealKind[] kinds() {
            return DealKind.values();
        }
    }

    Choices of(@Nullable Long partnerId, SignedIn me) {
        return new Choices(
                partners(me.id()),
                partnerId == null ? List.of() : contacts(partnerId),
                used("products"),
                used("territory"),
                Amount.currencies().stream()
                        .map(java.util.Currency::getCurrencyCode)
                        .toList(),
                people());
    }

    private List<String> partners(long me) {
        return jdbc.sql("""
                select name from partner where archived_at is null
                order by owner_id is distinct from :me, lower(name) limit :most
                """)
                .param("me", me)
                .param("most", MOST)
                .query((row, index) -> row.getString("name"))
                .list();
    }

    private List<String> contacts(long partnerId) {
        return jdbc.sql("""
                select c.name from contact c join contact_place p on p.contact_id = c.id
                where p.partner_id = :partner and p.until is null and c.archived_at is null order by lower(c.name)
                """)
                .param("partner", partnerId)
                .query((row, index) -> row.getString("name"))
                .list();
    }

    /** What the last deals said in a column, which is never what a person typed. */
    private List<String> used(String column) {
        return jdbc.sql("""
                select said from (select %1$s as said, id from deal where %1$s <> '' order by id desc limit 500) last
                group by said order by max(id) desc limit 30
                """.formatted(column))
                .query((row, index) -> row.getString("said"))
                .list();
    }

    private List<Person> people() {
        return jdbc.sql("""
                select m.id, m.name from member m
                where m.active and exists (select from member_role r where r.member_id = m.id and r.role <> 'VIEWER')
                order by lower(m.name), m.id
                """)
                .query((row, index) -> new Person(row.getLong("id"), row.getString("name")))
                .list();
    }
}
