package app.touchline.deal;

import java.util.function.Predicate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.Names;
import app.touchline.partner.Refused;
import app.touchline.settings.Domains;

/**
 * The company that would buy.
 *
 * @param key the name without what differs from one writing to the next ({@link CompanyName#key})
 * @param domain in lower case ASCII
 * @param registrable the part of the domain that one registers; null also for free-mail domains, which tell nobody
 * @param contact whom we would talk to there, and how
 */
@Embeddable
public record Customer(
        @Column(name = "customer") String name,
        @Column(name = "customer_key") String key,
        @Column(name = "customer_domain") @Nullable String domain,
        @Column(name = "customer_registrable") @Nullable String registrable,
        @Column(name = "customer_contact") String contact) {

    /** @param free whether anybody can have an address at the domain */
    public static Customer told(String name, String domain, String contact, Predicate<String> free) {
        if (name.isBlank()) throw new Refused("customer", "Say which company would buy.");
        var tidy = Names.tidy("customer", name, "A customer");
        if (contact.isBlank()) throw new Refused("customerContact", "Say who the contact at the customer is.");
        var ascii = ascii(domain);
        return new Customer(
                tidy,
                CompanyName.of(tidy).key(),
                ascii,
                ascii == null || free.test(ascii) ? null : registrable(ascii),
                Names.tidy("customerContact", contact, "The contact"));
    }

    private static @Nullable String ascii(String domain) {
        if (domain.isBlank()) return null;
        var typed = domain.strip();
        return Domains.entered(typed.substring(typed.lastIndexOf('@') + 1))
                .orElseThrow(() -> new Refused(
                        "domain", "“%s” is not a domain; write it like acme.com.".formatted(domain.strip())));
    }

    private static @Nullable String registrable(String ascii) {
        var upward = Domains.upward(ascii);
        return upward.isEmpty() ? null : upward.getLast();
    }
}
