package app.touchline.testing;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

import app.touchline.partner.Contact;
import app.touchline.partner.ContactDraft;
import app.touchline.partner.ContactRecords;
import app.touchline.partner.Partner;
import app.touchline.partner.PartnerDraft;
import app.touchline.partner.PartnerRecords;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.Tier;
import app.touchline.partner.Tiers;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;

/** Partners and contacts for tests, made by the real verbs. Names are the test's; {@link #name} makes one unique. */
@TestComponent
public class PartnerSamples {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** An admin who need not exist in the database: an audit entry has no foreign keys. */
    public static final SignedIn ADMIN =
            new SignedIn(0, "Some Admin", "some.admin@ours.test", ZoneId.of("Europe/Berlin"), Set.of(Role.ADMIN), 0);

    private final PartnerRecords partners;
    private final ContactRecords contacts;
    private final Tiers tiers;

    PartnerSamples(PartnerRecords partners, ContactRecords contacts, Tiers tiers) {
        this.partners = partners;
        this.contacts = contacts;
        this.tiers = tiers;
    }

    /** A name nobody else in this test run has. */
    public static String name(String stem) {
        return stem + " " + COUNT.incrementAndGet();
    }

    /** One of the three tiers every programme starts with: 7, 14 and 30 days. */
    public Tier tier(int rank) {
        return tiers.named("Tier " + rank).orElseThrow();
    }

    /** Active, in tier 1 and without an owner, from the beginning. */
    public Partner tierOne(String name) {
        return partner(name, 1, null, null);
    }

    /** Active, from the beginning (since null) or from that day. */
    public Partner partner(String name, int tierRank, @Nullable Long ownerId, @Nullable LocalDate since) {
        return create(PartnerDraft.of(name, tier(tierRank).id(), ownerId, ProgrammeStatus.ACTIVE)
                .since(since));
    }

    public Partner create(PartnerDraft draft) {
        return partners.create(draft, ADMIN);
    }

    public void domain(Partner partner, String domain) {
        partners.addDomain(partner.id(), domain, false, ADMIN);
    }

    /** At the partner from the beginning. */
    public Contact contact(Partner partner, String name, String... addresses) {
        return contacts.add(partner.id(), ContactDraft.of(name, addresses), ADMIN);
    }
}
