package app.touchline.views;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import app.touchline.audit.AuditReader.Entry;
import app.touchline.figures.FiguresReader;
import app.touchline.figures.PartnerFigures;
import app.touchline.intro.IntroReader;
import app.touchline.intro.IntroReader.IntroLine;
import app.touchline.joining.JoiningReader;
import app.touchline.joining.JoiningReader.Standing;
import app.touchline.ninetyday.TestProgress;
import app.touchline.ninetyday.TestReader;
import app.touchline.partner.ChangesReader;
import app.touchline.partner.ProfileReader;
import app.touchline.partner.ProfileReader.ProfileLines;
import app.touchline.pipeline.PartnerDeals;
import app.touchline.pipeline.PartnerDealsReader;

/**
 * What a partner's page shows in sections that fold.
 *
 * @param tests its ninety-day tests, a running one first
 * @param qualification null: the four questions were never asked
 * @param changes the latest
 * @param turned the sections that the person looking folds otherwise than they are at first
 */
record PartnerRecord(
        ProfileLines profile,
        PartnerFigures figures,
        List<TestProgress> tests,
        List<IntroLine> intros,
        PartnerDeals deals,
        @Nullable Standing qualification,
        List<Entry> changes,
        Set<String> turned) {

    private static final Set<String> CLOSED_AT_FIRST = Set.of("phases", "qualification", "changes");

    public boolean open(String section) {
        return CLOSED_AT_FIRST.contains(section) == turned.contains(section);
    }

    @Component("partnerRecordReader")
    static class Reader {

        private static final int CHANGES = 5;

        private final ProfileReader profiles;
        private final FiguresReader figures;
        private final TestReader tests;
        private final IntroReader intros;
        private final PartnerDealsReader deals;
        private final JoiningReader joining;
        private final ChangesReader changes;

        Reader(
                ProfileReader profiles,
                FiguresReader figures,
                TestReader tests,
                IntroReader intros,
                PartnerDealsReader deals,
                JoiningReader joining,
                ChangesReader changes) {
            this.profiles = profiles;
            this.figures = figures;
            this.tests = tests;
            this.intros = intros;
            this.deals = deals;
            this.joining = joining;
            this.changes = changes;
        }

        /** @param folds the names of sections that are turned, with dots between, as the page remembers them in a cookie */
        PartnerRecord of(long partnerId, LocalDate today, String folds) {
            return new PartnerRecord(
                    profiles.of(partnerId),
                    figures.of(partnerId, today),
                    tests.of(partnerId, today),
                    intros.of(partnerId),
                    deals.of(partnerId, today),
                    joining.of(partnerId).orElse(null),
                    changes.latest(partnerId, CHANGES),
                    Arrays.stream(folds.split("\\.")).collect(Collectors.toUnmodifiableSet()));
        }
    }
}
