package app.touchline.web;

import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * A page's place in the left bar; each package with such a page declares one as a bean.
 *
 * @param order small numbers stand first
 * @param key what the page gives the frame as its {@code nav}
 * @param icon a symbol of {@code icons.svg}
 * @param roles who sees it; empty means everyone
 * @param count the number that matters beside it, such as "9 late", or null for none
 */
public record NavEntry(
        int order,
        String key,
        String label,
        String href,
        String icon,
        Set<String> roles,
        Function<Authentication, @Nullable Count> count) {

    /** A number in the bar; {@code late} shows it in red. */
    public record Count(String words, boolean late) {}

    boolean isFor(Authentication who) {
        return roles.isEmpty() || Access.hasOne(who, roles);
    }
}
