package app.touchline.cadence;

import java.time.LocalDate;
import java.util.List;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads coverage per owner's book: a plain list by name, never ranked. */
@Component
@Transactional(readOnly = true)
public class OwnerCoverageReader {

    private final CadenceReader cadence;

    OwnerCoverageReader(CadenceReader cadence) {
        this.cadence = cadence;
    }

    public List<OwnerCoverage> on(LocalDate day) {
        return cadence.ask(
                        day,
                        "select owner_id, coalesce(owner_name, '') as owner, count(*) as in_cadence, count(*) filter (where "
                                + CadenceStatus.SLIPPED.condition() + ") as slipped from " + CadenceText.EVERY_PARTNER
                                + " where anchor is not null and cast(:knownSince as date) + window_days <= :day"
                                + " group by owner_id, owner_name order by lower(owner_name) nulls last, owner_id")
                .query((row, index) -> new OwnerCoverage(
                        row.getString("owner"),
                        new Coverage(row.getInt("in_cadence") - row.getInt("slipped"), row.getInt("in_cadence"))))
                .list();
    }
}
