package app.touchline.mailbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

import app.touchline.mailbox.Directory.PartnersDomain;
import app.touchline.mailbox.imap.LineFuzz;
import app.touchline.partner.Suppressed;
import app.touchline.secrets.Secrets;

/**
 * What the fuzzer calls with whatever bytes it thinks of: a header block through parser, keys, classification, attribution
 * and all else that is decided before something is stored; and the same bytes as an answer of an IMAP server.
 */
public final class MailFuzz {

    private static final Instant NOW = Instant.parse("2026-11-18T10:00:00Z");
    private static final int MOST_ADDRESSES = 2_000;

    private static final Directory DIRECTORY = new Directory(
            1,
            ZoneId.of("Europe/Berlin"),
            Set.of("ours.test"),
            Map.of(),
            Map.of(HostileMail.THEIRS, List.of(new Directory.Place(11, 1, null, null))),
            Map.of(),
            Map.of("acme.test", List.of(new PartnersDomain(1, true, null))),
            domain -> domain.equals("gmail.com"),
            new Suppressed(Set.of(), new Secrets(new byte[32])));

    private MailFuzz() {}

    @SuppressWarnings("unused") // called by name
    public static void fuzzerTestOneInput(byte[] bytes) {
        LineFuzz.take(bytes);
        seenAtAGlance(new String(bytes, StandardCharsets.UTF_8).strip());
        var message = MessageParser.parse("1/INBOX:1", NOW.minusSeconds(3_600), bytes);
        if (message.to().size() > MOST_ADDRESSES || message.cc().size() > MOST_ADDRESSES)
            throw new IllegalStateException("more addresses than are read");
        var sorting = new Sorting(DIRECTORY, LeftOut.NOTHING, NOW, true, 50);
        var attribution = sorting.attribution(message);
        if (sorting.wantsMore(message) && !attribution.isKept())
            throw new IllegalStateException("more is asked for of mail that is not kept");
        var copy = sorting.copy(message);
        if (copy.occurredAt().isAfter(NOW)) throw new IllegalStateException("a touch in the future");
    }

    private static void seenAtAGlance(String text) {
        var address = PlainAddress.of(text);
        if (address != null && !address.equals(ComparedAddress.byAllRules(text)))
            throw new IllegalStateException("all rules read another address");
        var time = PlainTime.of(text, 0);
        if (time != null && !time.equals(DateHeader.byAllRules(text)))
            throw new IllegalStateException("all rules read another time");
    }
}
