package app.touchline.web;

import java.util.Set;

import org.springframework.security.core.Authentication;

/** Which roles a signed-in person holds, by name, since this package knows no team. */
final class Access {

    private Access() {}

    static boolean hasOne(Authentication who, Set<String> roles) {
        return who.getAuthorities().stream()
                .anyMatch(authority ->
                        roles.stream().anyMatch(role -> ("ROLE_" + role).equals(authority.getAuthority())));
    }
}
