package app.touchline.partner;

import java.util.Locale;
import java.util.Optional;

import app.touchline.settings.Domains;

/** How an email address is kept and compared: the whole of it in lower case, its domain in ASCII. */
public final class Addresses {

    private static final int LONGEST = 320;

    private Addresses() {}

    /** Empty where the text is not one bare address. A quoted local part is kept as it is, quotes included. */
    public static Optional<String> normalised(String text) {
        var trimmed = text.strip();
        var at = trimmed.lastIndexOf('@');
        if (at < 1 || trimmed.length() > LONGEST) return Optional.empty();
        var local = trimmed.substring(0, at);
        var quoted = local.length() > 2 && local.startsWith("\"") && local.endsWith("\"");
        if (!quoted && local.chars().anyMatch(c -> c <= ' ' || c == 0x7f || "()<>[]:;@\\,\"".indexOf(c) >= 0))
            return Optional.empty();
        if (local.chars().anyMatch(Character::isISOControl)) return Optional.empty();
        return Domains.ascii(trimmed.substring(at + 1)).map(domain -> local.toLowerCase(Locale.ROOT) + "@" + domain);
    }

    /** Without its tag, and where Google delivers without dots: however it is written, it is the same person. */
    public static String person(String address) {
        var host = domainOf(address);
        var local = address.substring(0, Math.max(0, address.length() - host.length() - 1));
        var plus = local.indexOf('+');
        var bare = plus > 0 ? local.substring(0, plus) : local;
        return (host.equals("gmail.com") ? bare.replace(".", "") : bare) + "@" + host;
    }

    /** The part behind the last @ of a normalised address. */
    public static String domainOf(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
