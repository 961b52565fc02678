package app.touchline.web;

import java.util.Set;

import org.springframework.security.core.Authentication;

/**
 * A page's place under Admin; each package with such a page declares one as a bean.
 *
 * @param order within its section
 * @param roles who sees it, such as {@code ADMIN}; never empty
 * @param description one sentence that says what is done there
 */
public record AdminEntry(
        Section section, int order, String label, String href, String icon, String description, Set<String> roles) {

    /** What stands together under Admin, in this order. */
    public enum Section {
        ATTENTION("What waits for somebody"),
        PROGRAMME("The programme and its people"),
        PARTNERS("Partners"),
        DEALS("Deals"),
        MAIL("Mail that is read"),
        OUT("What goes out"),
        RECORD("What is kept");

        private final String words;

        Section(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public AdminEntry {
        if (roles.isEmpty()) throw new IllegalArgumentException("say who may see " + href);
    }

    boolean isFor(Authentication who) {
        return Access.hasOne(who, roles);
    }
}
