package app.touchline.testing;

import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

import app.touchline.deal.Customer;
import app.touchline.deal.Deal;
import app.touchline.deal.DealKind;
import app.touchline.deal.DealRecords;
import app.touchline.deal.Details;
import app.touchline.deal.Origin;
import app.touchline.deal.Part;
import app.touchline.deal.Registration;
import app.touchline.money.Money;
import app.touchline.team.SignedIn;

/** Deals for tests, made by the real verbs; each customer's name is unlike every other one's. */
@TestComponent
public class DealSamples {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DealRecords records;

    DealSamples(DealRecords records) {
        this.records = records;
    }

    /** Nothing like any other name here. */
    public static String customer() {
        return UUID.randomUUID().toString().replaceAll("[^a-f]", "") + " Customer " + COUNT.incrementAndGet();
    }

    public static Details details(String customer, long ownerId) {
        return new Details(
                Customer.told(customer, "", "Tess Alder, +44 20 7946 0000", domain -> false),
                Money.of("12500.00", "EUR"),
                LocalDate.of(2027, 2, 1),
                "Platform",
                "They want to replace what they have.",
                DealKind.NEW_BUSINESS,
                null,
                null,
                ownerId,
                "");
    }

    /** Registered now, by that person, who looks after it. */
    public Deal registered(long partnerId, String customer, SignedIn me) {
        return registered(partnerId, details(customer, me.id()), me);
    }

    public Deal registered(@Nullable Long partnerId, Details details, SignedIn me) {
        var origin = partnerId == null ? Origin.OWN_SALES : Origin.PARTNER;
        return registered(new Registration(origin, partnerId, Part.SOURCED, details), me);
    }

    public Deal registered(Registration registration, SignedIn me) {
        return records.register(registration, UUID.randomUUID(), me, records.now(me));
    }
}
