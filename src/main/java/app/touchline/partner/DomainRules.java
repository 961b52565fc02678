package app.touchline.partner;

import java.util.function.Predicate;

import app.touchline.settings.Domains;
import app.touchline.settings.FreeMail;
import app.touchline.settings.ProgrammeSettings;

/**
 * Which domains may be a partner's: not a public suffix, not ours, and no free-mail domain unless an admin insists.
 *
 * @param freeMail as {@link FreeMail#current} gives it
 */
public record DomainRules(ProgrammeSettings settings, Predicate<String> freeMail) {

    /**
     * @param entered as a person typed it
     * @param evenIfFreeMail an admin insists
     * @return the domain as it is kept
     */
    public String allowed(String entered, boolean evenIfFreeMail) {
        var domain = Domains.entered(entered)
                .orElseThrow(() -> new Refused(
                        "domains", "“%s” is not a domain; write it like acme.com.".formatted(entered.strip())));
        if (Domains.isPublicSuffix(domain))
            throw new Refused(
                    "domains",
                    "“%s” cannot be a partner's: under it, many companies have their own domains.".formatted(domain));
        if (Domains.liesUnder(domain, settings.ownDomains()))
            throw new Refused("domains", "“%s” is one of our own domains.".formatted(domain));
        if (settings.ownDomains().stream().anyMatch(own -> own.endsWith("." + domain)))
            throw new Refused("domains", "One of our own domains lies under “%s”.".formatted(domain));
        if (freeMail.test(domain) && !evenIfFreeMail)
            throw new Refused(
                    "domains",
                    "“%s” is a free-mail domain: anybody can have an address there, so mail from it cannot be told apart by domain. Add the person as a contact instead; their address always matches."
                            .formatted(domain));
        return domain;
    }
}
