package app.touchline.today;

import java.sql.Types;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each person last chose to see of the daily list. */
@Component
class TodayFilters {

    private final JdbcClient jdbc;

    TodayFilters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty for somebody who never chose; a tier or type that is gone is none. */
    Optional<TodayFilter> of(long memberId) {
        return jdbc.sql("""
                select f.mine, t.id as tier_id, y.id as type_id
                from today_filter f
                left join tier t on t.id = f.tier_id and t.archived_at is null
                left join partner_type y on y.id = f.type_id and y.archived_at is null
                where f.member_id = :member
                """)
                .param("member", memberId)
                .query((row, index) -> new TodayFilter(
                        row.getBoolean("mine"),
                        row.getObject("tier_id", Long.class),
                        row.getObject("type_id", Long.class)))
                .optional();
    }

    /** A tier or type that never was is not remembered, nor is what somebody chose who is no member. */
    void remember(long memberId, TodayFilter filter) {
        jdbc.sql("""
                insert into today_filter (member_id, mine, tier_id, type_id)
                select id, :mine, (select id from tier where id = :tier), (select id from partner_type where id = :type)
                from member where id = :member
                on conflict (member_id) do update
                set mine = excluded.mine, tier_id = excluded.tier_id, type_id = excluded.type_id
                """)
                .param("member", memberId)
                .param("mine", filter.mine())
                .param("tier", filter.tierId(), Types.BIGINT)
                .param("type", filter.typeId(), Types.BIGINT)
                .update();
    }
}
