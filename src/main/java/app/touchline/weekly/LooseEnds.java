package app.touchline.weekly;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import app.touchline.cadence.CadenceReader;
import app.touchline.cadence.PartnerCadence;
import app.touchline.cadence.Silence;
import app.touchline.cadence.SilenceReader;
import app.touchline.ninetyday.TestProgress;
import app.touchline.ninetyday.TestReader;

/**
 * What is looked at beside those who slipped.
 *
 * @param noNextStep the first of the partners in cadence without a next step
 * @param noNextStepInAll how many there are
 * @param tests whose last day comes within a week, or has come
 * @param quiet the first that are unusually quiet
 * @param quietInAll how many there are
 * @param names of those who are quiet
 */
public record LooseEnds(
        List<PartnerCadence> noNextStep,
        int noNextStepInAll,
        List<TestProgress> tests,
        List<Silence> quiet,
        int quietInAll,
        Map<Long, PartnerCadence> names) {

    @Component
    static class Reader {

        private static final int SHOWN = 50;
        private static final int TESTS_WITHIN_DAYS = 7;

        private final CadenceReader cadence;
        private final SilenceReader silences;
        private final TestReader tests;

        Reader(CadenceReader cadence, SilenceReader silences, TestReader tests) {
            this.cadence = cadence;
            this.silences = silences;
            this.tests = tests;
        }

        LooseEnds on(LocalDate today) {
            var count = new int[1];
            var without = cadence.ask(today, """
                    select c.*, count(*) over () as total from (select * from cadence offset 0) c
                    where anchor is not null
                      and not exists (select from action a where a.partner_id = c.partner_id and a.completed_at is null)
                    order by rank, anchor, lower(name), partner_id limit :shown
                    """)
                    .param("shown", SHOWN)
                    .query((row, index) -> {
                        count[0] = row.getInt("total");
                        return CadenceReader.row(row, today);
                    })
                    .list();
            var quiet = silences.unusual(today);
            var shown = quiet.stream().limit(SHOWN).toList();
            var names = new HashMap<Long, PartnerCadence>();
            cadence.ask(today, "select * from cadence where partner_id = any(:partners)")
                    .param("partners", shown.stream().map(Silence::partnerId).toArray(Long[]::new))
                    .query((row, index) -> CadenceReader.row(row, today))
                    .list()
                    .forEach(one -> names.put(one.partnerId(), one));
            return new LooseEnds(
                    without,
                    count[0],
                    tests.endingBy(today.plusDays(TESTS_WITHIN_DAYS), today),
                    shown.stream()
                            .filter(one -> names.containsKey(one.partnerId()))
                            .toList(),
                    quiet.size(),
                    Map.copyOf(names));
        }
    }
}
