package app.touchline.touch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import app.touchline.touch.State.Seen;

import static org.assertj.core.api.Assertions.assertThat;

class SearchTests {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    @Test
    void whatLooksAlikeAndMayBeOneLeadsOn() {
        var search = new Search(0, List.of(1L));
        search.ask();
        search.found(List.of(seen(1, 1, "k1", 0)));
        assertThat(search.goesOn()).isTrue();
        var question = search.ask();
        assertThat(question.keys()).containsExactly("k1");
        assertThat(question.spans())
                .containsExactly(new Search.Span("f", NOON.minusSeconds(120), NOON.plusSeconds(120)));

        search.found(List.of(seen(2, 2, "k2", 100)));
        assertThat(search.ask().spans())
                .containsExactly(new Search.Span("f", NOON.minusSeconds(20), NOON.plusSeconds(220)));
        search.found(List.of());
        assertThat(search.goesOn()).isFalse();
        assertThat(search.keys()).containsExactlyInAnyOrder("k1", "k2");
    }

    @Test
    void ofThousandsThatLookAlikeInOneMailboxTheOthersAreNotLookedFor() {
        var ids = IntStream.range(0, 3_000).mapToObj(Long::valueOf).toList();
        var search = new Search(0, ids);
        search.ask();
        search.found(ids.stream().map(id -> seen(id, 7, "k" + id, id)).toList());
        var question = search.ask();
        assertThat(question.keys()).hasSize(3_000);
        assertThat(question.spans()).isEmpty();
    }

    /** Without it, those around it may be one. */
    @Test
    void aroundOneThatMayLeaveAllAreLookedFor() {
        var search = new Search(7, List.of(1L));
        search.ask();
        search.found(List.of(seen(1, 7, "k1", 0)));
        assertThat(search.ask().spans()).hasSize(1);
        search.found(List.of(seen(2, 7, "k2", 60), seen(3, 8, "k3", 90)));
        assertThat(search.ask().spans()).as("2 and 3 may be one now").hasSize(1);
    }

    @Test
    void whatIsCloseTogetherIsAskedForOnce() {
        var search = new Search(0, List.of());
        var found = new ArrayList<Seen>();
        for (int mailbox = 1; mailbox <= 50; mailbox++) found.add(seen(mailbox, mailbox, "k" + mailbox, mailbox * 2L));
        search.found(found);
        assertThat(search.ask().spans())
                .containsExactly(new Search.Span("f", NOON.minusSeconds(118), NOON.plusSeconds(220)));
    }

    private static Seen seen(long touch, long mailbox, String key, long seconds) {
        var at = NOON.plusSeconds(seconds);
        return new Seen(new Sighting(mailbox, "1/INBOX:" + touch, key, "f", at, at, Rule.OTHERWISE, null), touch);
    }
}
