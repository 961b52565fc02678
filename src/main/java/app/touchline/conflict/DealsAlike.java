package app.touchline.conflict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.deal.CompanyName;
import app.touchline.deal.Customer;
import app.touchline.deal.DealReader;
import app.touchline.deal.LookAlike;
import app.touchline.deal.LookAlikes;

/**
 * Finds open deals of the same customer: by the name without what differs from one writing to the next, by its initials and
 * its letters, by the domain, and by known aliases. What the database finds is then compared closely ({@link Likeness}).
 */
@Component
class DealsAlike implements LookAlikes {

    private static final int MOST = 10;

    /** Found by its letters alone: more than any page shows. */
    private static final int MOST_BY_LETTERS = 40;

    /** Below it, short names are found by what any two of them share; above it, long ones are not found with an added word. */
    private static final double LEAST_SHARED = 0.3;

    private static final double MOST_SHARED = 0.6;

    private final JdbcClient jdbc;
    private final DealReader deals;

    DealsAlike(JdbcClient jdbc, DealReader deals) {
        this.jdbc = jdbc;
        this.deals = deals;
    }

    private static final String FOUND = """
            select id, customer, customer_registrable, partner_id from deal
            where %1$s and replace(customer_key, ' ', '') = any(:names)
            union
            select id, customer, customer_registrable, partner_id from deal
            where %1$s and customer_registrable = cast(:domain as text) and customer_registrable is not null
            union
            select id, customer, customer_registrable, partner_id from deal
            where %1$s and regexp_replace(customer_key, '([^ ])[^ ]* ?', '\\1', 'g') = :name
            union
            (select id, customer, customer_registrable, partner_id from deal
             where %1$s and customer_key %% :key order by similarity(customer_key, :key) desc, id limit :most)
            """.formatted(DealReader.OPEN);

    private record Found(
            long id,
            String customer,
            @Nullable String domain,
            @Nullable Long partnerId) {}

    /** A deal that is alike. */
    record Alike(long dealId, Likeness likeness, boolean samePartner) {
        boolean conflicts() {
            return likeness.same() && !samePartner;
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<LookAlike> of(Customer customer, @Nullable Long partnerId, @Nullable Long except) {
        return alike(customer, partnerId, except).stream()
                .map(one -> new LookAlike(
                        deals.line(one.dealId()).orElseThrow(),
                        one.likeness().score(),
                        one.samePartner() && one.likeness().same()
                                ? one.likeness().reason() + ", registered for the same partner already"
                                : one.likeness().reason(),
                        one.conflicts()))
                .toList();
    }

    List<Alike> alike(Customer customer, @Nullable Long partnerId, @Nullable Long except) {
        return all(customer, partnerId, except).stream().limit(MOST).toList();
    }

    /** More than are shown: as many as the database brings near. */
    List<Alike> all(Customer customer, @Nullable Long partnerId, @Nullable Long except) {
        var name = CompanyName.of(customer.name());
        var aliases = aliases(name.joined());
        var alike = new ArrayList<Alike>();
        for (var found : found(name, aliases, customer.registrable())) {
            if (Objects.equals(found.id(), except)) continue;
            var likeness = likeness(name, aliases, customer.registrable(), found);
            if (likeness.score() > 0)
                alike.add(new Alike(found.id(), likeness, Objects.equals(found.partnerId(), partnerId)));
        }
        return alike.stream()
                .sorted(Comparator.comparingInt((Alike one) -> -one.likeness().score())
                        .thenComparingLong(Alike::dealId))
                .toList();
    }

    private static Likeness likeness(CompanyName name, Set<String> aliases, @Nullable String domain, Found found) {
        var other = CompanyName.of(found.customer());
        var byName = Likeness.of(name, other);
        if (domain != null && domain.equals(found.domain()))
            return byName.score() == 100 ? byName : new Likeness(98, "The same domain, " + domain);
        if (byName.score() < 100 && aliases.contains(other.joined())) return new Likeness(96, "A known other name");
        return byName;
    }

    private Set<String> aliases(String name) {
        return Set.copyOf(jdbc.sql("""
                with customer as (
                    select :name as key union select customer_key from customer_alias where alias_key = :name)
                select key from customer
                union select a.alias_key from customer_alias a join customer c on c.key = a.customer_key
                """)
                .param("name", name)
                .query((row, index) -> row.getString("key"))
                .list());
    }

    private List<Found> found(CompanyName name, Set<String> aliases, @Nullable String domain) {
        var names = new ArrayList<>(aliases);
        if (!name.initials().isEmpty()) names.add(name.initials());
        var letters = String.join(" ", Likeness.withoutOptional(name));
        jdbc.sql("select set_config('pg_trgm.similarity_threshold', :shared, true)")
                .param("shared", String.valueOf(shared(letters)))
                .query(String.class)
                .single();
        Map<Long, Found> all = new LinkedHashMap<>();
        jdbc.sql(FOUND)
                .param("names", names.toArray(String[]::new))
                .param("name", name.joined())
                .param("key", letters)
                .param("domain", domain, java.sql.Types.VARCHAR)
                .param("most", MOST_BY_LETTERS)
                .query(row -> {
                    var found = new Found(
                            row.getLong("id"),
                            row.getString("customer"),
                            row.getString("customer_registrable"),
                            row.getObject("partner_id", Long.class));
                    all.put(found.id(), found);
                });
        return List.copyOf(all.values());
    }

    /**
     * The share of threes of letters ({@code similarity} of pg_trgm) that two writings have in common at least. A key of n signs has
     * about n + 1 threes; two neighbouring letters swapped, the worst of slips, change four of them on each side.
     */
    private static double shared(String key) {
        var threes = key.length() + 1.0;
        return Math.clamp((threes - 4) / (threes + 4), LEAST_SHARED, MOST_SHARED);
    }
}
