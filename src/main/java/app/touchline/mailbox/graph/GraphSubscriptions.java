package app.touchline.mailbox.graph;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import com.microsoft.kiota.ApiException;
import org.springframework.stereotype.Component;

import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Subscribing;
import app.touchline.mailbox.Tenant;
import app.touchline.mailbox.Trouble;

/** Graph's change notifications, of the basic kind: they name a message and show nothing of it. */
@Component
class GraphSubscriptions implements Subscribing {

    /** Reading, flagging and deleting are of no interest. */
    private static final String CHANGES = "created";

    private final GraphSource source;

    GraphSubscriptions(GraphSource source) {
        this.source = source;
    }

    @Override
    public Subscription subscribe(Tenant tenant, String address, Wanted wanted) throws MailTrouble {
        var asked = new com.microsoft.graph.models.Subscription();
        asked.setChangeType(CHANGES);
        asked.setResource("/users/" + address + "/messages");
        asked.setNotificationUrl(wanted.url());
        asked.setLifecycleNotificationUrl(wanted.url());
        asked.setClientState(wanted.proof());
        asked.setExpirationDateTime(utc(wanted.until()));
        var client = source.client(tenant);
        try {
            return said(client.ask(() -> client.graph().subscriptions().post(asked)));
        } catch (MailTrouble e) {
            if (!isValidation(e)) throw e;
            throw new MailTrouble(
                    new Trouble.AccessDenied(
                            "Microsoft 365 could not reach Touchline at its address: it must answer from the"
                                    + " internet, by https, with a certificate that is publicly trusted."),
                    e);
        }
    }

    /** The address is called before a subscription is made; what goes wrong then is a bad request of ours. */
    private static boolean isValidation(MailTrouble e) {
        return GraphTroubles.isBadRequest(e)
                && e.getCause() instanceof ApiException said
                && GraphTroubles.code(said).matches("ValidationError|InvalidRequest");
    }

    @Override
    public Subscription renew(Tenant tenant, String subscriptionId, Instant until) throws MailTrouble {
        var longer = new com.microsoft.graph.models.Subscription();
        longer.setExpirationDateTime(utc(until));
        var client = source.client(tenant);
        try {
            return said(client.ask(() -> client.graph()
                    .subscriptions()
                    .bySubscriptionId(subscriptionId)
                    .patch(longer)));
        } catch (MailTrouble e) {
            throw notThere(e);
        }
    }

    @Override
    public void end(Tenant tenant, String subscriptionId) throws MailTrouble {
        var client = source.client(tenant);
        try {
            client.ask(() -> {
                client.graph().subscriptions().bySubscriptionId(subscriptionId).delete();
                return true;
            });
        } catch (MailTrouble e) {
            if (!(notThere(e).trouble() instanceof Trouble.Gone)) throw e;
        }
    }

    /** Nothing but the subscription can be missing here. */
    private static MailTrouble notThere(MailTrouble e) {
        return e.trouble() instanceof Trouble.MailboxGone gone ? new MailTrouble(new Trouble.Gone(gone.words()), e) : e;
    }

    private static Subscription said(com.microsoft.graph.models.Subscription answer) throws MailTrouble {
        if (answer.getId() == null || answer.getExpirationDateTime() == null)
            throw new MailTrouble(new Trouble.Transient("Microsoft 365 gave a subscription without its id."));
        return new Subscription(answer.getId(), answer.getExpirationDateTime().toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
