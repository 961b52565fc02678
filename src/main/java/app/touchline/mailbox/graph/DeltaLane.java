package app.touchline.mailbox.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.microsoft.graph.users.item.mailfolders.item.messages.delta.DeltaGetResponse;

import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Trouble;
import app.touchline.mailbox.graph.Places.Following;

/**
 * Follows a folder's changes. It begins a little before now: older mail is read by lists, since a filtered delta gives 5,000
 * messages at most. It is no complete record of what happened either (a message that comes back under its old id is not
 * told), which is why a {@link Places.Sweep} looks behind it.
 */
final class DeltaLane {

    static final Duration BEFORE_NOW = Duration.ofDays(2);

    /** Nobody says how well a filter ages. */
    private static final Duration BEGIN_ANEW = Duration.ofDays(30);

    private final TenantClient client;
    private final String user;
    private final Instant now;
    private final Links links;
    private final Set<String> given = new HashSet<>();

    DeltaLane(TenantClient client, String user, Instant now) {
        this.client = client;
        this.user = user;
        this.now = now;
        this.links = new Links(client, user);
    }

    static Following beginning(Instant now) {
        return new Following(now.minus(BEFORE_NOW), null, true);
    }

    /** @param done nothing more has changed for now */
    record Step(Following next, boolean done) {}

    Step read(String folder, Following at, int limit, Post post) throws MailTrouble {
        var under = "mailFolders/" + folder + "/messages/delta";
        var page =
                at.link() == null ? first(folder, at, limit) : following(folder, links.whole(at.link(), under), limit);
        post.add(page.getValue());
        var over = page.getOdataDeltaLink();
        var next = page.getOdataNextLink();
        if (over != null && next == null) return new Step(afterwards(at, kept(over, under)), true);
        if (next == null)
            throw new MailTrouble(new Trouble.Transient("Microsoft 365 gave a page that does not say how to go on."));
        var kept = kept(next, under);
        if (kept.equals(at.link()) || !given.add(kept))
            throw new MailTrouble(
                    new Trouble.CursorInvalid("Microsoft 365 gave the same link twice; the folder is read anew."));
        return new Step(new Following(at.from(), kept, at.baseline()), false);
    }

    private Following afterwards(Following at, String link) {
        return at.from().plus(BEGIN_ANEW).isBefore(now) ? beginning(now) : new Following(at.from(), link, false);
    }

    private String kept(String link, String under) throws MailTrouble {
        return links.kept(link, under)
                .orElseThrow(() -> new MailTrouble(new Trouble.CursorInvalid(
                        "Microsoft 365 gave a link that leads elsewhere; it was not followed.")));
    }

    private DeltaGetResponse first(String folder, Following at, int limit) throws MailTrouble {
        return client.askForMail(fields -> client.graph()
                .users()
                .byUserId(user)
                .mailFolders()
                .byMailFolderId(folder)
                .messages()
                .delta()
                .get(request -> {
                    if (request.queryParameters != null) {
                        request.queryParameters.select = fields;
                        request.queryParameters.filter = "receivedDateTime ge " + ListLane.written(at.from());
                    }
                    Preferences.of(request.headers, limit);
                }));
    }

    private DeltaGetResponse following(String folder, Optional<String> link, int limit) throws MailTrouble {
        var whole = link.orElseThrow(() -> new MailTrouble(new Trouble.CursorInvalid(
                "The link that was kept does not belong to this folder; it was not followed.")));
        try {
            return client.ask(() -> client.graph()
                    .users()
                    .byUserId(user)
                    .mailFolders()
                    .byMailFolderId(folder)
                    .messages()
                    .delta()
                    .withUrl(whole)
                    .get(request -> Preferences.of(request.headers, limit)));
        } catch (MailTrouble e) {
            if (GraphTroubles.isBadRequest(e))
                throw new MailTrouble(
                        new Trouble.CursorInvalid("Microsoft 365 does not take its own link any more."), e);
            throw e;
        }
    }
}
