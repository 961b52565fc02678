package app.touchline.partner;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a partner that is about to be entered.
 *
 * @param partnerSince when the partnership started; the dates since when tier, owner and status hold are this one where
 *     they are null, and without this one the beginning (that is, the programme's <em>known since</em>)
 * @param domains as a person typed them
 * @param freeMailToo an admin insists on domains that are on the free-mail list
 */
public record PartnerDraft(
        String name,
        @Nullable String externalId,
        long tierId,
        @Nullable Long ownerId,
        ProgrammeStatus status,
        @Nullable LocalDate partnerSince,
        @Nullable LocalDate tierSince,
        @Nullable LocalDate ownerSince,
        @Nullable LocalDate statusSince,
        List<String> domains,
        boolean freeMailToo,
        String notes,
        String blockers) {

    /** The least that can be said of a partner. */
    public static PartnerDraft of(String name, long tierId, @Nullable Long ownerId, ProgrammeStatus status) {
        return new PartnerDraft(name, null, tierId, ownerId, status, null, null, null, null, List.of(), false, "", "");
    }

    public PartnerDraft since(@Nullable LocalDate start) {
        return new PartnerDraft(
                name,
                externalId,
                tierId,
                ownerId,
                status,
                start,
                tierSince,
                ownerSince,
                statusSince,
                domains,
                freeMailToo,
                notes,
                blockers);
    }

    public PartnerDraft at(String... theirDomains) {
        return new PartnerDraft(
                name,
                externalId,
                tierId,
                ownerId,
                status,
                partnerSince,
                tierSince,
                ownerSince,
                statusSince,
                List.of(theirDomains),
                freeMailToo,
                notes,
                blockers);
    }

    public Since<Long> tier() {
        return new Since<>(orStart(tierSince), tierId);
    }

    public Since<@Nullable Long> owner() {
        return new Since<>(orStart(ownerSince), ownerId);
    }

    public Since<ProgrammeStatus> standing() {
        return new Since<>(orStart(statusSince), status);
    }

    private @Nullable LocalDate orStart(@Nullable LocalDate since) {
        return since != null ? since : partnerSince;
    }
}
