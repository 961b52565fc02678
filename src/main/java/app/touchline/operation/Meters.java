package app.touchline.operation;

import java.util.List;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

import app.touchline.touch.Nature;
import app.touchline.touch.Rule;

/**
 * The numbers as Prometheus gets them. All but {@code touchline_throttled_total} come from the database, so every node says
 * the same of them: take the largest, not the sum.
 */
@Component
class Meters implements MeterBinder {

    private static final List<String> MAILBOX_STATES =
            List.of("WAITING", "BACKFILL", "LIVE", "BACKOFF", "REAUTH_REQUIRED", "GONE_SUSPECT", "GONE", "PAUSED");
    private static final List<String> OUTBOX_STATES = List.of("WAITING", "SENDING", "FAILED");

    private final NumbersReader reader;

    Meters(NumbersReader reader) {
        this.reader = reader;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var state : MAILBOX_STATES)
            Gauge.builder("touchline.mailboxes", reader, of(numbers -> numbers.mailboxes(state)))
                    .tag("state", state)
                    .description("Mailboxes by how their reading stands")
                    .register(registry);
        for (var state : OUTBOX_STATES)
            Gauge.builder("touchline.outbox", reader, of(numbers -> numbers.outbox(state)))
                    .tag("state", state)
                    .description("Outgoing mail that is not sent")
                    .register(registry);
        Gauge.builder("touchline.mailbox.lag", reader, of(Numbers::worstLagSeconds))
                .baseUnit("seconds")
                .description("How far behind the mailbox is that is furthest behind")
                .register(registry);
        FunctionCounter.builder("touchline.messages.read", reader, of(numbers -> numbers.messages("read")))
                .description("Messages read")
                .register(registry);
        Gauge.builder("touchline.messages.matched", reader, of(numbers -> numbers.messages("matched")))
                .description("Messages with partners; sinks when some are attributed anew")
                .register(registry);
        FunctionCounter.builder("touchline.messages.swept", reader, of(numbers -> numbers.messages("swept_new")))
                .description(
                        "Messages that only the daily sweep found: more than a few mean that live reading misses some")
                .register(registry);
        for (var whose : List.of("own", "strangers"))
            Gauge.builder("touchline.messages.dropped", reader, of(numbers -> numbers.messages(whose)))
                    .tag("reason", whose)
                    .description("Messages of which nothing is kept; sinks when a new partner turns out to be in some")
                    .register(registry);
        for (var rule : Rule.values()) {
            if (rule.nature() instanceof Nature.Human) continue;
            Gauge.builder(
                            "touchline.messages.not.counted",
                            reader,
                            of(numbers -> numbers.messages("not_counted:" + rule.id())))
                    .tag("rule", rule.id())
                    .description("Messages with partners that are automatic mail, by the rule that says so")
                    .register(registry);
        }
        Gauge.builder("touchline.quarantine", reader, of(Numbers::quarantined))
                .description("Messages that could not be understood and wait to be tried again")
                .register(registry);
        Gauge.builder("touchline.alerts", reader, of(Numbers::alerts))
                .description("Alerts that stand")
                .register(registry);
        for (var whom : List.of("mailbox", "tenant"))
            Counter.builder("touchline.throttled")
                    .tag("whom", whom)
                    .description("How often this node was asked to come again later (Microsoft 365: status 429)")
                    .register(registry);
    }

    private static ToDoubleFunction<NumbersReader> of(ToDoubleFunction<Numbers> number) {
        return reader -> reader.numbers().map(number::applyAsDouble).orElse(Double.NaN);
    }
}
