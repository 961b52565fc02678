package app.touchline.pipeline;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts what a person asks about deals into words for the database. */
@Component
class Asking {

    /** So many deals at most are named one by one. */
    private static final int MOST_NAMED = 2_000;

    private final DealValuation valuation;
    private final JdbcClient jdbc;

    Asking(DealValuation valuation, JdbcClient jdbc) {
        this.valuation = valuation;
        this.jdbc = jdbc;
    }

    PipelineSql sql(PipelineQuestion question, LocalDate today) {
        return new PipelineSql(question, today, valuation.holdsOn(today), named(question));
    }

    /** The deals that are looked for, found once for all that is asked about them; null where they are too many for that. */
    private Long @Nullable [] named(PipelineQuestion question) {
        if (question.q().isEmpty()) return null;
        var search = PipelineSql.search(question.q());
        var found = jdbc.sql(search.sql() + " limit " + (MOST_NAMED + 1))
                .param("q", search.text())
                .query((row, index) -> row.getLong("id"))
                .list();
        return found.size() > MOST_NAMED ? null : found.toArray(Long[]::new);
    }
}
