package app.touchline.web;

import java.util.Set;

import org.springframework.security.core.Authentication;

/**
 * A page's place under Admin; each package with such a page declares one as a bean.
 *
 * @param roles who sees it, such as {@code ADMIN}; never empty
 * @param description one sentence that says what is done there
 */
public record AdminEntry(int order, String label, String href, String icon, String description, Set<String> roles) {

    public AdminEntry {
        if (roles.isEmpty()) throw new IllegalArgumentException("say who may see " + href);
    }

    boolean isFor(Authentication who) {
        return Access.hasOne(who, roles);
    }
}
