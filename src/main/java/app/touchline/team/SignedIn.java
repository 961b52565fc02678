package app.touchline.team;

import java.io.Serial;
import java.io.Serializable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The person who is signed in, as every controller gets it ({@code @AuthenticationPrincipal SignedIn me}).
 * {@code today(clock)} is the day in this person's own zone.
 */
public record SignedIn(
        long id,
        String name,
        String email,
        ZoneId zone,
        Set<Role> roles,
        @Nullable String passwordHash) implements UserDetails, Serializable {

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

    public LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return roles.stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }

    @Override
    public @Nullable String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return email;
    }
}
