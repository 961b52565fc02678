package app.touchline.partner;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import app.touchline.team.Member;
import app.touchline.team.Members;

/** What must hold of a partner among the others, and of the tier and the owner it is given: else it is refused. */
@Component
class PartnerRules {

    private final Partners partners;
    private final Tiers tiers;
    private final Members members;

    PartnerRules(Partners partners, Tiers tiers, Members members) {
        this.partners = partners;
        this.tiers = tiers;
        this.members = members;
    }

    Tier tier(long id) {
        return tiers.findById(id)
                .filter(tier -> !tier.archived())
                .orElseThrow(() -> new Refused("tierId", "Choose a tier from the list; this one is not in use."));
    }

    Member mayOwn(long memberId) {
        return members.findById(memberId)
                .filter(member -> member.active() && member.signedIn().worksWithPartners())
                .orElseThrow(() -> new Refused(
                        "ownerId", "Choose an owner from the list: somebody active who works with partners."));
    }

    void nobodyElseIsNamed(String name, @Nullable Long self) {
        partners.named(Names.tidy("name", name, "A partner"))
                .filter(other -> !Objects.equals(other.id(), self))
                .ifPresent(other -> {
                    throw new Refused(
                            "name",
                            "There is already a partner named “%s”.".formatted(other.name()),
                            "/partners/" + other.id());
                });
    }

    void nobodyElseIsIdentifiedAs(@Nullable String externalId, @Nullable Long self) {
        if (externalId == null || externalId.isBlank()) return;
        partners.identifiedAs(externalId.strip())
                .filter(other -> !Objects.equals(other.id(), self))
                .ifPresent(other -> {
                    throw new Refused(
                            "externalId",
                            "“%s” already has the external id “%s”.".formatted(other.name(), other.externalId()),
                            "/partners/" + other.id());
                });
    }
}
