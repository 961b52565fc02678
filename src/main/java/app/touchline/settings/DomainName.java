package app.touchline.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.google.common.net.InternetDomainName;
import org.springframework.core.io.ClassPathResource;

/** An internet domain as an admin types one. Kept in lower case ASCII. */
final class DomainName {

    /** Where anybody can have an address: as an own domain, one of these would make strangers' mail ours. */
    private static final Set<String> FREE_MAIL = lines("free-mail-domains.txt");

    private DomainName() {}

    /** Understands an @ in front and a dot at the end; empty where the text is no domain. */
    static Optional<String> parse(String typed) {
        var text = typed.strip().replaceFirst("^@", "").replaceFirst("\\.$", "");
        try {
            var ascii = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES)
                    .toLowerCase(Locale.ROOT);
            return ascii.contains(".") && InternetDomainName.isValid(ascii) ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException notADomain) {
            return Optional.empty();
        }
    }

    /** What speaks against this domain being ours, in a sentence. */
    static Optional<String> problemAsOwn(String domain) {
        if (InternetDomainName.from(domain).isPublicSuffix())
            return Optional.of("“%s” cannot be ours alone: under it many have domains of their own.".formatted(domain));
        if (FREE_MAIL.contains(domain))
            return Optional.of("Anybody can have an address at “%s”. List our addresses there one by one instead."
                    .formatted(domain));
        return Optional.empty();
    }

    static String problem(String typed) {
        return "“%s” is not a domain; write it like example.com.".formatted(typed.strip());
    }

    private static Set<String> lines(String resource) {
        try (var lines = new BufferedReader(
                new InputStreamReader(new ClassPathResource(resource).getInputStream(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
