package app.touchline.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody says who claims to be Graph: something came in, or something is the matter with a subscription. Which
 * message it was is passed over.
 *
 * @param proof what must be the secret of the subscription
 * @param lifecycleEvent null where new mail is told
 */
record Notification(
        String subscriptionId, String proof, @Nullable String lifecycleEvent) {

    /** More are never sent at once. */
    private static final int MOST = 1_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Empty where it is not the collection that Graph sends. */
    static Optional<List<Notification>> all(byte[] body) {
        try {
            var value = JSON.readTree(body).path("value");
            if (!value.isArray() || value.size() > MOST) return Optional.empty();
            var all = new ArrayList<Notification>();
            for (var each : value)
                all.add(new Notification(
                        each.path("subscriptionId").asString(""),
                        each.path("clientState").asString(""),
                        each.path("lifecycleEvent").isString()
                                ? each.path("lifecycleEvent").asString()
                                : null));
            return Optional.of(all);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    boolean tellsOfRemoval() {
        return "subscriptionRemoved".equals(lifecycleEvent);
    }

    boolean asksForRenewal() {
        return "reauthorizationRequired".equals(lifecycleEvent);
    }

    @Override
    public String toString() {
        return "a notification" + (lifecycleEvent == null ? "" : " of the lifecycle");
    }
}
