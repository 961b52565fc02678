package app.touchline.handover;

import java.util.List;

import app.touchline.team.Member;
import app.touchline.team.Role;

/** Who stays and may be given what somebody else looked after. */
record Takers(List<Member> all) {

    /** @param field of the form: of a kind, or of a single partner */
    public List<Member> of(String field) {
        return switch (field) {
            case "delegations" ->
                all.stream()
                        .filter(member -> member.roles().contains(Role.PARTNER_MANAGER))
                        .toList();
            case "appeals" ->
                all.stream().filter(member -> member.signedIn().leads()).toList();
            default -> all;
        };
    }
}
