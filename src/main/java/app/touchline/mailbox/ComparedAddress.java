package app.touchline.mailbox;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** An address in the form in which addresses are compared, by all rules: quotes, literals and other scripts included. */
final class ComparedAddress {

    private static final int LONGEST_ADDRESS = 320;
    private static final Pattern BLANKS_AROUND_DOT = Pattern.compile(" ?\\. ?");
    private static final Pattern PLAIN_LOCAL =
            Pattern.compile("[^\\s\"(),:;<>@\\[\\]\\\\.]+(\\.[^\\s\"(),:;<>@\\[\\]\\\\.]+)*");

    private ComparedAddress() {}

    /** Null where it is no address. */
    static @Nullable String of(String raw) {
        if (raw.length() > 2 * LONGEST_ADDRESS) return null;
        var address = raw.strip();
        var plain = PlainAddress.of(address);
        return plain != null ? plain : byAllRules(address);
    }

    static @Nullable String byAllRules(String stripped) {
        var address = stripped;
        if (address.length() > 2 && address.startsWith("'") && address.endsWith("'")) // as Outlook writes some
        address = address.substring(1, address.length() - 1);
        var at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) return null;
        var local = local(address.substring(0, at));
        var domain = domain(address.substring(at + 1));
        if (local == null || domain == null || local.length() + domain.length() >= LONGEST_ADDRESS) return null;
        return local + "@" + domain;
    }

    private static @Nullable String local(String raw) {
        var local = raw.strip();
        if (local.length() > 1 && local.startsWith("\"") && local.endsWith("\"")) {
            var content = local.substring(1, local.length() - 1).replaceAll("\\\\(.)", "$1");
            return unfit(content) ? null : lower(PLAIN_LOCAL.matcher(content).matches() ? content : quoted(content));
        }
        local = BLANKS_AROUND_DOT.matcher(Blanks.single(local)).replaceAll(".").replace("\"", "");
        return unfit(local) || local.indexOf(' ') >= 0 || local.indexOf('@') >= 0 ? null : lower(local);
    }

    private static boolean unfit(String local) {
        return local.isBlank() || local.chars().anyMatch(Character::isISOControl);
    }

    private static String quoted(String content) {
        return '"' + content.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static @Nullable String domain(String raw) {
        var domain = BLANKS_AROUND_DOT.matcher(Blanks.single(raw.strip())).replaceAll(".");
        if (domain.endsWith(".")) domain = domain.substring(0, domain.length() - 1);
        if (domain.isEmpty() || domain.startsWith(".") || domain.length() > 253) return null;
        if (domain.startsWith("[")) return domain.endsWith("]") ? lower(domain) : null;
        try {
            domain = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException unusual) {
            if (domain.chars().anyMatch(c -> c > 0x7e)) return null;
        }
        for (var c : domain.toCharArray())
            if (!(c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '.'
                    || c == '-'
                    || c == '_')) return null;
        return domain.contains("..") ? null : lower(domain);
    }

    private static String lower(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
