package app.touchline.team;

import java.util.Arrays;
import java.util.List;

/** A role as the form offers it, with what it allows. */
record RoleChoice(Role role, String allows) {

    static final List<RoleChoice> ALL = Arrays.stream(Role.values())
            .map(role -> new RoleChoice(role, allows(role)))
            .toList();

    private static String allows(Role role) {
        return switch (role) {
            case ADMIN -> "Everything, and this: people, settings, tiers, mailboxes, import.";
            case OPS_LEAD -> "Changes anything about any partner; decides what mail could not.";
            case PARTNER_MANAGER ->
                "Changes any partner's actions, notes and contacts; tier, status and owner of their own.";
            case VIEWER -> "Sees everything, changes nothing.";
        };
    }
}
