package app.touchline.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CorrespondenceTests {

    private static final Pattern TO = Pattern.compile("^To: .*?([a-z.]+)@([a-z]+\\.example)", Pattern.MULTILINE);

    private final SampleProgramme programme = SampleProgramme.of(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-18T11:00+01:00[Europe/Berlin]",
                "2026-11-21T03:20Z[UTC]",
                "2026-11-22T23:58Z[UTC]",
                "2026-11-23T00:01+05:30[Asia/Kolkata]",
                "2027-03-28T08:00-04:00[America/New_York]"
            })
    void elevenTierOnePartnersWereNotWrittenToForMoreThanTwentyOneDays(String start) {
        var now = ZonedDateTime.parse(start);
        var lastSent = lastSentPerDomain(Correspondence.upTo(now, programme, 1), now.getZone());
        var silent = programme.partners().stream()
                .filter(partner -> partner.tier() == 1)
                .filter(partner -> ChronoUnit.DAYS.between(
                                lastSent.getOrDefault(partner.domain(), LocalDate.EPOCH), now.toLocalDate())
                        > 21)
                .toList();
        assertThat(silent).hasSize(11).allMatch(partner -> partner.status().inCadence());
    }

    @Test
    void noMessageComesFromTheFutureNorFromLongAgo() {
        var now = ZonedDateTime.parse("2026-11-23T00:01Z[UTC]");
        assertThat(Correspondence.upTo(now, programme, 1))
                .allSatisfy(mail -> assertThat(mail.receivedAt())
                        .isBefore(now.toInstant())
                        .isAfter(now.minusDays(Correspondence.DAYS + 4).toInstant()));
    }

    @Test
    void theSameStartGivesTheSameMail() {
        var now = ZonedDateTime.parse("2026-11-18T11:00+01:00[Europe/Berlin]");
        assertThat(Correspondence.upTo(now, SampleProgramme.of(1), 1))
                .isEqualTo(Correspondence.upTo(now, programme, 1))
                .hasSizeGreaterThan(3000);
    }

    @Test
    void aMessageIdStandsForOneLetter() {
        var now = ZonedDateTime.parse("2026-11-18T11:00+01:00[Europe/Berlin]");
        var letters = new HashMap<String, String>();
        for (var mail : Correspondence.upTo(now, programme, 1))
            assertThat(letters.merge(header(mail, "Message-ID"), mail.raw(), (a, b) -> a))
                    .isEqualTo(mail.raw());
        assertThat(letters)
                .hasSizeLessThan(Correspondence.upTo(now, programme, 1).size());
    }

    @Test
    void theProgrammeHasNinetyPartnersWithContactsOfTheirOwn() {
        assertThat(programme.partners()).hasSize(90);
        var addresses = new HashSet<String>();
        for (var partner : programme.partners())
            for (var contact : partner.contacts())
                assertThat(addresses.add(contact.address())).isTrue();
    }

    private static Map<String, LocalDate> lastSentPerDomain(List<SampleMail> mail, ZoneId zone) {
        var last = new HashMap<String, LocalDate>();
        for (var message : mail) {
            if (!message.folder().equals(SampleMail.SENT)) continue;
            var to = TO.matcher(message.raw());
            if (!to.find()) continue;
            Instant at = message.receivedAt();
            last.merge(to.group(2), LocalDate.ofInstant(at, zone), (a, b) -> a.isAfter(b) ? a : b);
        }
        return last;
    }

    private static String header(SampleMail mail, String name) {
        return mail.raw()
                .lines()
                .filter(line -> line.startsWith(name + ": "))
                .findFirst()
                .orElseThrow();
    }
}
