package app.touchline.today;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

import app.touchline.team.Role;
import app.touchline.team.SignedIn;

/**
 * Which part of the daily list a person wants to see; stands in the address, and stays until they choose another.
 *
 * @param mine only what is mine: my actions, the partners I own
 * @param tierId only this tier; null for all
 * @param typeId only this type of partner; null for all
 */
record TodayFilter(
        boolean mine, @Nullable Long tierId, @Nullable Long typeId) {

    /** Who has no partners of their own begins with everybody's. */
    static TodayFilter first(SignedIn me) {
        return new TodayFilter(me.is(Role.PARTNER_MANAGER), null, null);
    }

    TodayFilter mine(boolean only) {
        return new TodayFilter(only, tierId, typeId);
    }

    TodayFilter tier(@Nullable Long only) {
        return new TodayFilter(mine, only, typeId);
    }

    /** Leaves some of the programme out, be it everybody else's. */
    public boolean narrow() {
        return tierId != null || typeId != null;
    }

    String address(String path, @Nullable Section section) {
        var uri = UriComponentsBuilder.fromPath(path).queryParam("who", mine ? "mine" : "all");
        if (tierId != null) uri.queryParam("tier", tierId);
        if (typeId != null) uri.queryParam("type", typeId);
        if (section != null) uri.queryParam("section", section.code());
        return uri.toUriString();
    }
}
