package app.touchline.touch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdentityTests {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    @Test
    void copiesWithOneKeyAreOneMessage() {
        assertThat(messages(copy(1, "a", "k", 0, null), copy(2, "b", "k", 40, null)))
                .containsExactly("k/0: a b");
    }

    @Test
    void moreThanFortyEightHoursApartTheIdWasUsedAgain() {
        assertThat(messages(copy(1, "a", "k", 0, null), copy(1, "b", "k", 48, null)))
                .containsExactly("k/0: a b");
        assertThat(messages(copy(1, "a", "k", 49, null), copy(1, "b", "k", 0, null)))
                .containsExactly("k/0: b", "k/1: a");
        assertThat(messages(copy(1, "a", "k", 0, null), copy(1, "b", "k", 80, null), copy(1, "c", "k", 40, null)))
                .containsExactly("k/0: a c b");
    }

    @Test
    void withoutAMessageIdTwoInOneFolderAreTwoAndTwoElsewhereOne() {
        assertThat(messages(
                        copy(1, "1/INBOX:7", "syn:x", 0, null),
                        copy(1, "1/Archive:2", "syn:x", 0, null),
                        copy(2, "5/INBOX:7", "syn:x", 0, null)))
                .containsExactly("syn:x/0: 1/Archive:2 1/INBOX:7 5/INBOX:7");
        assertThat(messages(
                        copy(1, "1/INBOX:10", "syn:x", 0, null),
                        copy(1, "1/INBOX:9", "syn:x", 0, null),
                        copy(2, "5/INBOX:7", "syn:x", 0, null)))
                .containsExactly("syn:x/0: 1/INBOX:9 5/INBOX:7", "syn:x/1: 1/INBOX:10");
    }

    @Test
    void withoutAMessageIdOneThatHadGoneWhenTheNextCameIsTheSame() {
        assertThat(messages(gone("1/INBOX:1", "1/INBOX:9"), copy(1, "1/INBOX:9", "syn:x", 0, null)))
                .containsExactly("syn:x/0: 1/INBOX:1 1/INBOX:9");
        assertThat(messages(
                        gone("1/INBOX:1", "1/INBOX:10"),
                        copy(1, "1/INBOX:9", "syn:x", 0, null),
                        copy(1, "1/INBOX:10", "syn:x", 0, null)))
                .containsExactly("syn:x/0: 1/INBOX:1 1/INBOX:10", "syn:x/1: 1/INBOX:9");
        assertThat(messages(
                        gone("1/INBOX:1", "1/INBOX:9"),
                        gone("1/INBOX:2", "1/INBOX:9"),
                        copy(1, "1/INBOX:9", "syn:x", 0, null),
                        copy(1, "1/INBOX:10", "syn:x", 0, null)))
                .containsExactly("syn:x/0: 1/INBOX:1 1/INBOX:9", "syn:x/1: 1/INBOX:10 1/INBOX:2");
    }

    private static Sighting gone(String id, String when) {
        return copy(1, id, "syn:x", 0, null).goneWhen(when);
    }

    @Test
    void aMessageIdThatARelayRewroteIsRecognisedAcrossMailboxes() {
        assertThat(messages(copy(1, "a", "k1", 0, "f"), copy(2, "b", "k2", 0, "f"), copy(3, "c", "k3", 0, "f")))
                .containsExactly("k1/0: a b c");
        assertThat(messages(copy(1, "a", "k1", 0, "f"), copy(2, "b", "k2", 1, "f")))
                .containsExactly("k1/0: a", "k2/0: b");
        assertThat(messages(copy(1, "a", "k1", 0, "f"), copy(2, "b", "k2", 0, "g")))
                .containsExactly("k1/0: a", "k2/0: b");
    }

    @Test
    void ifOneMailboxHoldsTwoOfThemTheyStayApart() {
        assertThat(messages(copy(1, "a", "k1", 0, "f"), copy(2, "b", "k2", 0, "f"), copy(1, "c", "k2", 0, "f")))
                .containsExactly("k1/0: a", "k2/0: c b");
    }

    @Test
    void theOrderOfReadingPlaysNoPart() {
        var random = new Random(11);
        for (int round = 0; round < 300; round++) {
            var copies = new ArrayList<Sighting>();
            for (int i = 0; i < 12; i++)
                copies.add(copy(
                        random.nextInt(3),
                        "1/" + random.nextInt(2) + ":" + i,
                        (random.nextInt(4) == 0 ? "syn:" : "k") + random.nextInt(3),
                        random.nextInt(200),
                        random.nextInt(3) == 0 ? null : "f" + random.nextInt(2)));
            var expected = messages(copies.toArray(Sighting[]::new));
            Collections.shuffle(copies, random);
            assertThat(messages(copies.toArray(Sighting[]::new))).isEqualTo(expected);
        }
    }

    private static Sighting copy(long mailbox, String id, String key, int hours, @Nullable String fingerprint) {
        var at = NOON.plus(Duration.ofHours(hours));
        return new Sighting(mailbox, id, key, fingerprint, at, at, Rule.OTHERWISE, null);
    }

    private static List<String> messages(Sighting... copies) {
        return Identity.groups(List.of(copies)).stream()
                .map(group -> group.messageKey() + "/" + group.variant() + ": "
                        + group.sightings().stream()
                                .sorted(java.util.Comparator.comparing(Sighting::dated)
                                        .thenComparing(Sighting::mailboxId)
                                        .thenComparing(Sighting::providerId))
                                .map(Sighting::providerId)
                                .collect(Collectors.joining(" ")))
                .sorted()
                .toList();
    }
}
