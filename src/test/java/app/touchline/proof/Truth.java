package app.touchline.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import app.touchline.proof.Letter.Copy;
import app.touchline.proof.Letter.Nature;
import app.touchline.proof.Letter.Party;

/** What must be found after everything was read, worked out letter by letter from what each was meant to be. */
final class Truth {

    private static final Duration TWO_DAYS = Duration.ofHours(48);

    /**
     * @param partners each partner on it, and whether it counts: ALWAYS, IF_EITHER, NO
     * @param credited the members, by email; null where the texts do not say
     * @param mailboxes in which it was seen
     */
    record ExpectedTouch(
            String label,
            Instant occurredAt,
            Nature nature,
            String direction,
            Map<String, String> partners,
            Set<String> candidates,
            Set<String> credited,
            Set<String> mailboxes) {

        boolean isUndecided() {
            return !candidates.isEmpty();
        }

        LocalDate day() {
            return LocalDate.ofInstant(occurredAt, MailWorld.ZONE);
        }
    }

    private final Programme programme;
    private final Instant now;
    private final LocalDate floor;
    final List<ExpectedTouch> touches = new ArrayList<>();

    Truth(Programme programme, Instant now, LocalDate floor) {
        this.programme = programme;
        this.now = now;
        this.floor = floor;
    }

    void expect(Letter letter) {
        var visible = letter.copies.stream()
                .filter(copy -> !MailWorld.isLeftOut(copy.folder()))
                .filter(copy -> !LocalDate.ofInstant(copy.internalDate(), MailWorld.ZONE)
                        .isBefore(floor))
                .toList();
        if (visible.isEmpty()) return;

        var fromAddress = letter.from == null ? null : letter.from.address();
        var sent = programme.isOurs(fromAddress);
        var occurredAt = visible.stream()
                .map(copy -> occurredAt(letter, copy, sent))
                .min(Instant::compareTo)
                .orElseThrow();
        var day = LocalDate.ofInstant(occurredAt, MailWorld.ZONE);

        var decided = new TreeSet<String>();
        var candidates = new TreeSet<String>();
        var seenBcc = visible.stream().anyMatch(Copy::withBcc);
        var parties = new ArrayList<Party>(letter.to);
        parties.addAll(letter.cc);
        if (seenBcc) parties.addAll(letter.bcc);
        if (letter.from != null) parties.add(letter.from);
        for (var party : parties) {
            var match = programme.match(party.address(), day);
            if (match.decided()) decided.addAll(match.partners());
            if (match.undecided()) candidates.addAll(match.partners());
        }
        if (decided.isEmpty() && candidates.isEmpty()) return;
        candidates.removeAll(decided);

        var fromMatch = programme.match(fromAddress, day);
        var counts = new TreeMap<String, String>();
        for (var partner : decided) {
            var itsMail = fromMatch.decided() && fromMatch.partners().contains(partner);
            counts.put(partner, letter.nature != Nature.HUMAN ? "NO" : sent ? "ALWAYS" : itsMail ? "IF_EITHER" : "NO");
        }
        touches.add(new ExpectedTouch(
                letter.label,
                occurredAt,
                letter.nature,
                sent ? "SENT" : "RECEIVED",
                counts,
                candidates,
                credited(letter, sent, fromMatch, day),
                new TreeSet<>(visible.stream().map(Copy::user).toList())));
    }

    /** Mail-sync, section 5: which clock is believed. */
    private Instant occurredAt(Letter letter, Copy copy, boolean sent) {
        var server = copy.internalDate();
        var said = letter.date;
        var sane = said != null && said.isAfter(Instant.parse("1990-01-01T00:00:00Z")) && !said.isAfter(now);
        if (sane && apart(said, server).compareTo(TWO_DAYS) > 0) {
            if (copy.received() != null) return copy.received();
            return sent ? said : server;
        }
        if (sent && said != null && apart(said, server).compareTo(Duration.ofMinutes(10)) < 0) return said;
        return server;
    }

    private static Duration apart(Instant one, Instant other) {
        return Duration.between(one, other).abs();
    }

    private Set<String> credited(Letter letter, boolean sent, Programme.Match from, LocalDate day) {
        if (letter.nature != Nature.HUMAN) return null;
        if (sent) {
            var address = letter.from.address();
            if (programme.sharedMailboxes.contains(address)) {
                return letter.sender == null
                        ? Set.of()
                        : programme
                                .member(letter.sender.address())
                                .map(member -> Set.of(member.email()))
                                .orElse(Set.of());
            }
            return programme.member(address).map(m -> Set.of(m.email())).orElse(Set.of());
        }
        var people = people(letter.to);
        if (people.isEmpty()) people = people(letter.cc);
        if (!people.isEmpty()) return people;
        if (!from.decided()) return null;
        var partner = programme.partner(from.partners().iterator().next());
        // Before the partner had an owner the texts name nobody.
        return partner.tierOn(day).isPresent() ? Set.of(partner.owner()) : null;
    }

    private Set<String> people(List<Party> parties) {
        var people = new TreeSet<String>();
        for (var party : parties)
            if (party.address() != null) programme.member(party.address()).ifPresent(m -> people.add(m.email()));
        return people;
    }

    /** The days on which a counted touch happened, per partner. */
    Map<String, Collection<LocalDate>> countedDays(boolean either) {
        var days = new TreeMap<String, Collection<LocalDate>>();
        for (var touch : touches) {
            touch.partners().forEach((partner, counts) -> {
                if (counts.equals("ALWAYS") || (either && counts.equals("IF_EITHER")))
                    days.computeIfAbsent(partner, p -> new HashSet<>()).add(touch.day());
            });
        }
        return days;
    }

    Optional<LocalDate> lastTouch(String partner, boolean either) {
        return countedDays(either).getOrDefault(partner, List.of()).stream().max(LocalDate::compareTo);
    }
}
