package app.touchline.mailbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import app.touchline.mailbox.Directory.OwnAddress;
import app.touchline.mailbox.Directory.PartnersDomain;
import app.touchline.mailbox.Directory.Place;
import app.touchline.partner.Suppressed;
import app.touchline.secrets.Secrets;
import app.touchline.touch.Match;
import app.touchline.touch.MatchedBy;

import static app.touchline.mailbox.Mail.NOON;
import static org.assertj.core.api.Assertions.assertThat;

class DirectoryTests {

    private static final long ACME = 1;
    private static final long LABS = 2;
    private static final long BETA = 3;
    private static final LocalDate MOVED = LocalDate.of(2026, 11, 2);

    private final Directory directory = new Directory(
            1,
            ZoneId.of("Europe/Berlin"),
            Set.of("ours.test"),
            Map.of("mia@gmail.com", new OwnAddress(9L, null)),
            Map.of(
                    "anna@acme.test", List.of(place(11, ACME, null, MOVED), place(11, BETA, MOVED, null)),
                    "kim.solo@gmail.com", List.of(place(12, BETA, null, null)),
                    "team+emea@beta.test", List.of(place(13, BETA, null, null))),
            Map.of("kimsolo@gmail.com", List.of(place(12, BETA, null, null))),
            Map.of(
                    "acme.test", List.of(new PartnersDomain(ACME, true, null)),
                    "labs.acme.test", List.of(new PartnersDomain(LABS, true, null)),
                    "strict.test", List.of(new PartnersDomain(BETA, false, null)),
                    "twin.test", List.of(new PartnersDomain(ACME, true, null), new PartnersDomain(BETA, true, null)),
                    "left.acme.test", List.of(new PartnersDomain(BETA, true, MOVED)),
                    "co.uk", List.of(new PartnersDomain(BETA, true, null)),
                    "gmail.com", List.of(new PartnersDomain(BETA, true, null))),
            domain -> domain.equals("gmail.com"),
            new Suppressed(Set.of(), new Secrets(new byte[32])));

    @Test
    void aContactIsFoundByTheAddressFromTheFirstDayToTheDayBeforeTheLast() {
        assertThat(match("anna@acme.test", "2026-11-01T22:59:59Z")).isEqualTo(with(ACME, 11L, MatchedBy.ADDRESS));
        assertThat(match("anna@acme.test", "2026-11-01T23:00:00Z")).isEqualTo(with(BETA, 11L, MatchedBy.ADDRESS));
    }

    @Test
    void withoutItsPlusTagOnlyIfItIsNotKnownWithIt() {
        assertThat(match("anna+x@acme.test")).isEqualTo(with(BETA, 11L, MatchedBy.PLUS_TAG));
        assertThat(match("team+emea@beta.test")).isEqualTo(with(BETA, 13L, MatchedBy.ADDRESS));
        assertThat(match("team@beta.test")).isEqualTo(new Match.Stranger());
    }

    @Test
    void dotsPlayNoPartAtGmailAndDoElsewhere() {
        assertThat(match("kimsolo@gmail.com")).isEqualTo(with(BETA, 12L, MatchedBy.PLUS_TAG));
        assertThat(match("k.imsolo+x@gmail.com")).isEqualTo(with(BETA, 12L, MatchedBy.PLUS_TAG));
        assertThat(match("an.na@acme.test")).isEqualTo(with(ACME, null, MatchedBy.DOMAIN));
    }

    @Test
    void theLongestDomainWins() {
        assertThat(match("x@acme.test")).isEqualTo(with(ACME, null, MatchedBy.DOMAIN));
        assertThat(match("x@mail.acme.test")).isEqualTo(with(ACME, null, MatchedBy.DOMAIN));
        assertThat(match("x@deep.labs.acme.test")).isEqualTo(with(LABS, null, MatchedBy.DOMAIN));
        assertThat(match("x@notacme.test")).isEqualTo(new Match.Stranger());
        assertThat(match("x@acme.test.evil.test")).isEqualTo(new Match.Stranger());
    }

    @Test
    void subdomainsOnlyWhereTheyAreIncluded() {
        assertThat(match("x@strict.test")).isEqualTo(with(BETA, null, MatchedBy.DOMAIN));
        assertThat(match("x@sub.strict.test")).isEqualTo(new Match.Stranger());
    }

    @Test
    void neitherAPublicSuffixNorAFreeMailDomainIsAPartners() {
        assertThat(match("x@shop.co.uk")).isEqualTo(new Match.Stranger());
        assertThat(match("x@co.uk")).isEqualTo(new Match.Stranger());
        assertThat(match("x@gmail.com")).isEqualTo(new Match.Stranger());
    }

    @Test
    void aSharedDomainIsForAPersonToDecide() {
        assertThat(match("x@twin.test")).isEqualTo(new Match.OneOf(new TreeSet<>(Set.of(ACME, BETA))));
    }

    @Test
    void anArchivedPartnersDomainHoldsForTheMailOfItsTimeOnly() {
        assertThat(match("x@left.acme.test", "2026-11-01T22:59:59Z")).isEqualTo(with(BETA, null, MatchedBy.DOMAIN));
        assertThat(match("x@left.acme.test", "2026-11-01T23:00:00Z")).isEqualTo(with(ACME, null, MatchedBy.DOMAIN));
    }

    @Test
    void oursAreOurDomainsWithAllBelowAndOurAddressesElsewhere() {
        for (var ours : List.of("x@ours.test", "x@mail.ours.test", "mia@gmail.com", "mia+x@gmail.com"))
            assertThat(match(ours)).as(ours).isEqualTo(new Match.Ours());
        assertThat(match("x@notours.test")).isEqualTo(new Match.Stranger());
    }

    private Match match(String address) {
        return directory.whose(address, NOON);
    }

    private Match match(String address, String at) {
        return directory.whose(address, Instant.parse(at));
    }

    private static Match with(long partner, @Nullable Long contact, MatchedBy by) {
        return new Match.With(partner, contact, by);
    }

    private static Place place(long contact, long partner, @Nullable LocalDate from, @Nullable LocalDate to) {
        return new Place(contact, partner, from, to);
    }
}
