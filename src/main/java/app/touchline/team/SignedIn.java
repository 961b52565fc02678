package app.touchline.team;

import java.io.Serial;
import java.io.Serializable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

import app.touchline.audit.AuditLog.Who;

/**
 * The person who is signed in, as every controller gets it ({@code @AuthenticationPrincipal SignedIn me}).
 * {@code today(clock)} is the day in this person's own zone. Kept in the session, so it holds no secret.
 *
 * @param sessionStamp the member's at sign-in; a session ends when the member's is another one
 */
public record SignedIn(long id, String name, String email, ZoneId zone, Set<Role> roles, long sessionStamp)
        implements AuthenticatedPrincipal, Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    public SignedIn {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** May change anything about any partner. */
    public boolean leads() {
        return is(Role.OPS_LEAD) || is(Role.ADMIN);
    }

    /** May change actions, notes and contacts of any partner. */
    public boolean worksWithPartners() {
        return leads() || is(Role.PARTNER_MANAGER);
    }

    /** May change tier, status and owner of a partner that {@code ownerId} owns. */
    public boolean mayPlace(@Nullable Long ownerId) {
        return leads() || (is(Role.PARTNER_MANAGER) && ownerId != null && ownerId == id);
    }

    /** As the audit names this person. */
    public Who who() {
        return new Who(id, name);
    }

    public LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    public Collection<? extends GrantedAuthority> authorities() {
        return roles.stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }

    @Override
    public String getName() {
        return name;
    }
}
