package app.touchline.mailbox.graph;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.MessageCollectionResponse;
import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Trouble;
import app.touchline.mailbox.graph.Places.Descent;

/**
 * Reads lists downwards, the newest mail first, in windows of time that become wider where there is little mail and narrower
 * where there is much. Within a window each page begins where the last one's mail ended, by time and not by number: mail
 * that comes or goes meanwhile shifts nothing. Times are kept more finely than they are shown, so a page begins at the end of
 * the last one's second; only where a whole page lies within one second, Graph's own link is followed.
 */
final class ListLane {

    private static final int FEW = 8_000;
    private static final int MANY = 40_000;
    private static final long NARROWEST = Duration.ofHours(1).toSeconds();
    private static final long WIDEST = Duration.ofDays(2_000).toSeconds();

    /** So many windows without mail are passed over in one step. */
    private static final int EMPTY_WINDOWS = 6;

    private final TenantClient client;
    private final String user;
    private final @Nullable String folder;
    private final String @Nullable [] only;
    private final Instant now;
    private final Links links;

    private final Set<String> given = new HashSet<>();

    /** Gets each message of a page that was not on the page before. */
    interface Taking {
        void add(List<Message> mail) throws MailTrouble;
    }

    /**
     * @param folder null for the whole mailbox
     * @param only what is asked for of each message; null for all that is ever asked for
     */
    ListLane(TenantClient client, String user, @Nullable String folder, String @Nullable [] only, Instant now) {
        this.client = client;
        this.user = user;
        this.folder = folder;
        this.only = only;
        this.now = now;
        this.links = new Links(client, user);
    }

    record Step(Descent next, boolean done) {}

    Step read(Descent at, Instant floor, int limit, Taking taking) throws MailTrouble {
        var lowest = at.lowest() == null || at.lowest().isBefore(floor) ? floor : at.lowest();
        var here = at;
        for (int windows = 1; ; windows++) {
            if (here.from() == null) here = opened(here, lowest);
            if (here.to() != null && !here.to().isAfter(lowest)) return new Step(here, true);
            var page = page(here, limit);
            var mail = page.getValue() == null ? List.<Message>of() : page.getValue();
            var handedOut = here.handedOut();
            taking.add(mail.stream()
                    .filter(each -> !handedOut.contains(mark(each)))
                    .toList());
            var step = after(here, mail, page.getOdataNextLink(), lowest);
            if (!mail.isEmpty() || step.done || windows == EMPTY_WINDOWS) return step;
            here = step.next;
        }
    }

    private Descent opened(Descent at, Instant lowest) throws MailTrouble {
        var upper = at.to() == null ? now : at.to();
        var from = upper.minusSeconds(at.seconds());
        return new Descent(
                at.to(),
                from.isBefore(lowest) ? lowest : from,
                at.seconds(),
                0,
                at.left() > 0 ? at.left() : count(lowest, at.to()),
                null,
                at.lowest(),
                at.handedOut());
    }

    private Step after(Descent at, List<Message> mail, @Nullable String nextLink, Instant lowest) throws MailTrouble {
        var from = at.from() == null ? lowest : at.from();
        int read = at.read() + mail.size();
        long left = Math.max(0, at.left() - mail.size());
        if (nextLink == null) {
            boolean done = !from.isAfter(lowest);
            return new Step(
                    new Descent(
                            from, null, widths(at.seconds(), read), 0, done ? 0 : left, null, at.lowest(), Set.of()),
                    done);
        }
        var end = endOf(mail, at);
        if (end == null) {
            var kept = links.kept(nextLink, under())
                    .orElseThrow(() -> new MailTrouble(new Trouble.Transient(
                            "Microsoft 365 gave a link that leads elsewhere; it was not followed.")));
            if (kept.equals(at.link()) || !given.add(kept)) throw restarted();
            return new Step(
                    new Descent(at.to(), from, at.seconds(), read, left, kept, at.lowest(), at.handedOut()), false);
        }
        return new Step(
                new Descent(end, from, at.seconds(), read, left, null, at.lowest(), ofTheSecondBefore(end, mail)),
                false);
    }

    private static MailTrouble restarted() {
        return new MailTrouble(
                new Trouble.Transient("Microsoft 365 gave the same link twice; the list is read on from here later."));
    }

    /** Where the next page begins; null where it would begin no lower than this one, or where the page shows nothing. */
    private static @Nullable Instant endOf(List<Message> mail, Descent at) {
        Instant last = null;
        for (var each : mail) {
            var received = each.getReceivedDateTime();
            if (received != null && (last == null || received.toInstant().isBefore(last))) last = received.toInstant();
        }
        if (last == null) return null;
        var end = last.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return at.to() != null && !end.isBefore(at.to()) ? null : end;
    }

    private static Set<String> ofTheSecondBefore(Instant end, List<Message> mail) {
        var marks = new HashSet<String>();
        for (var each : mail) {
            var received = each.getReceivedDateTime();
            if (received != null && !received.toInstant().isBefore(end.minusSeconds(1))) marks.add(mark(each));
        }
        return marks;
    }

    /** A digest: the cursor is stored, and also says this of mail with strangers. */
    private static String mark(Message message) {
        return UUID.nameUUIDFromBytes(String.valueOf(message.getId()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static long widths(long seconds, int read) {
        if (read < FEW) return Math.min(WIDEST, seconds * 4);
        return read > MANY ? Math.max(NARROWEST, seconds / 2) : seconds;
    }

    private String under() {
        return folder == null ? "messages" : "mailFolders/" + folder + "/messages";
    }

    private MessageCollectionResponse page(Descent at, int limit) throws MailTrouble {
        var link = at.link();
        if (link != null) {
            var whole = links.whole(link, under()).orElseThrow(ListLane::restarted);
            return client.ask(() -> client.graph()
                    .users()
                    .byUserId(user)
                    .messages()
                    .withUrl(whole)
                    .get(request -> Preferences.of(request.headers)));
        }
        var filter = filter(at.from() == null ? Instant.EPOCH : at.from(), at.to());
        var messages = client.graph().users().byUserId(user);
        if (folder == null)
            return ask(fields -> messages.messages().get(request -> {
                if (request.queryParameters != null) {
                    request.queryParameters.select = fields;
                    request.queryParameters.filter = filter;
                    request.queryParameters.orderby = new String[] {"receivedDateTime desc"};
                    request.queryParameters.top = limit;
                }
                Preferences.of(request.headers);
            }));
        return ask(fields -> messages.mailFolders()
                .byMailFolderId(folder)
                .messages()
                .get(request -> {
                    if (request.queryParameters != null) {
                        request.queryParameters.select = fields;
                        request.queryParameters.filter = filter;
                        request.queryParameters.orderby = new String[] {"receivedDateTime desc"};
                        request.queryParameters.top = limit;
                    }
                    Preferences.of(request.headers);
                }));
    }

    private MessageCollectionResponse ask(Function<String[], @Nullable MessageCollectionResponse> request)
            throws MailTrouble {
        return only == null ? client.askForMail(request) : client.ask(() -> request.apply(only));
    }

    /** About how much mail is still to come; for the page that shows the progress, and for nothing else. */
    private long count(Instant lowest, @Nullable Instant to) throws MailTrouble {
        if (folder != null) return 0;
        try {
            return client.ask(() -> client.graph()
                    .users()
                    .byUserId(user)
                    .messages()
                    .count()
                    .get(request -> {
                        if (request.queryParameters != null) request.queryParameters.filter = filter(lowest, to);
                        Preferences.of(request.headers);
                    }));
        } catch (MailTrouble e) {
            return switch (e.trouble()) {
                case Trouble.Throttled _, Trouble.TenantThrottled _, Trouble.TenantReauth _ -> throw e;
                default -> 0; // no progress can be shown, and nothing else is lost
            };
        }
    }

    private static String filter(Instant from, @Nullable Instant to) {
        var lower = "receivedDateTime ge " + written(from);
        return to == null ? lower : lower + " and receivedDateTime lt " + written(to);
    }

    static String written(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
