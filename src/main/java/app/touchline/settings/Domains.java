package app.touchline.settings;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.google.common.net.InternetDomainName;

/** What is true of every internet domain, whoever it belongs to. Domains are kept in lower case ASCII. */
public final class Domains {

    /** Under these, as under a public suffix, each name belongs to somebody else; the public list does not know them. */
    private static final Set<String> SHARED =
            Set.of("onmicrosoft.com", "mail.onmicrosoft.com", "onmicrosoft.de", "onmschina.cn", "amazonaws.com");

    private static final Pattern LABELS =
            Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");

    private static final Pattern NUMBERS_ONLY = Pattern.compile("[0-9.]+");
    private static final int LONGEST = 253;

    private Domains() {}

    /** The domain in lower case ASCII, without a dot at the end; empty where the text is no domain (an IP address is none). */
    public static Optional<String> ascii(String text) {
        var trimmed = text.strip();
        if (trimmed.endsWith(".")) trimmed = trimmed.substring(0, trimmed.length() - 1);
        if (trimmed.isEmpty() || trimmed.length() > LONGEST) return Optional.empty();
        try {
            var ascii = IDN.toASCII(trimmed, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return ascii.length() <= LONGEST
                            && LABELS.matcher(ascii).matches()
                            && !NUMBERS_ONLY.matcher(ascii).matches()
                    ? Optional.of(ascii)
                    : Optional.empty();
        } catch (IllegalArgumentException notADomain) {
            return Optional.empty();
        }
    }

    /** As people enter one: with "https://", "www.", a path or an @ in front is understood too. */
    public static Optional<String> entered(String text) {
        return ascii(text.strip()
                .replaceFirst("(?i)^[a-z]+://", "")
                .replaceFirst("^@", "")
                .replaceFirst("(?i)^www\\.(?=.*\\.)", "")
                .replaceFirst("[/?#:].*$", ""));
    }

    /** Whether names directly below it belong to different owners ("co.uk", "github.io", "onmicrosoft.com"). */
    public static boolean isPublicSuffix(String ascii) {
        if (ascii.indexOf('.') < 0 || SHARED.contains(ascii)) return true;
        try {
            return InternetDomainName.from(ascii).isPublicSuffix();
        } catch (IllegalArgumentException notADomain) {
            return false;
        }
    }

    /** The domain and then each one above it, up to but without the public suffix: the order in which mail is matched. */
    public static List<String> upward(String ascii) {
        var upward = new ArrayList<String>();
        for (var domain = ascii; !isPublicSuffix(domain); domain = domain.substring(domain.indexOf('.') + 1))
            upward.add(domain);
        return upward;
    }

    /** Whether {@code ascii} is one of these domains or lies under one. */
    public static boolean liesUnder(String ascii, Set<String> domains) {
        for (var domain = ascii; ; domain = domain.substring(domain.indexOf('.') + 1)) {
            if (domains.contains(domain)) return true;
            if (domain.indexOf('.') < 0) return false;
        }
    }
}
