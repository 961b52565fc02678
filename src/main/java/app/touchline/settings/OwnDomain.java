package app.touchline.settings;

import java.util.Optional;

/** Which domains may be ours: each we alone have, since what comes from one is taken to be from us. */
final class OwnDomain {

    private OwnDomain() {}

    /** What speaks against this domain (lower case ASCII) being ours, in a sentence. */
    static Optional<String> problem(String domain) {
        if (Domains.isPublicSuffix(domain))
            return Optional.of("“%s” cannot be ours alone: under it many have domains of their own.".formatted(domain));
        if (FreeMail.isShipped(domain))
            return Optional.of("Anybody can have an address at “%s”. List our addresses there one by one instead."
                    .formatted(domain));
        return Optional.empty();
    }

    static String notADomain(String typed) {
        return "“%s” is not a domain; write it like example.com.".formatted(typed.strip());
    }
}
