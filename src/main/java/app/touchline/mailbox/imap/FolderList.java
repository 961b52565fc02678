package app.touchline.mailbox.imap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.eclipse.angus.mail.imap.protocol.BASE64MailboxDecoder;
import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.MailSource.SeenFolder;
import app.touchline.mailbox.MailTrouble;

/** The folders of a mailbox, without those that hold no mail of its owner: Drafts, Junk, Trash and other people's. */
final class FolderList {

    /** In names: what is not ASCII (RFC 3501, 5.1.3). */
    private static final Pattern ENCODED = Pattern.compile("&[A-Za-z0-9+,]*-");

    private static final String LIST = "LIST \"\" \"*\"";

    private final Wire wire;
    private final Map<String, Boolean> holdsDrafts = new HashMap<>();

    FolderList(Wire wire) {
        this.wire = wire;
    }

    /** Whether drafts lie among the mail of a folder: so where one folder shows all. */
    boolean holdsDrafts(String folder) {
        return holdsDrafts.getOrDefault(folder, false);
    }

    /** All folders whose mail counts, in the order the server names them. */
    List<SeenFolder> seen() throws MailTrouble {
        holdsDrafts.clear();
        var capabilities = capabilities();
        boolean gmail = capabilities.contains("X-GM-EXT-1");
        var foreign = capabilities.contains("NAMESPACE") ? othersFolders() : List.<String>of();
        var listed = listed(capabilities);
        boolean oneForAll = gmail && listed.stream().anyMatch(folder -> folder.flags.contains("\\all"));
        var closed = listed.stream()
                .filter(folder -> FolderRules.leftOut(folder.flags, folder.path(), gmail) && folder.exists())
                .toList();
        var seen = new ArrayList<SeenFolder>();
        for (var folder : listed) {
            if (oneForAll && !folder.flags.contains("\\all")) continue;
            if (FolderRules.leftOut(folder.flags, folder.path(), gmail)) continue;
            if (foreign.stream().anyMatch(folder.name::startsWith)) continue;
            if (closed.stream().anyMatch(folder::isUnder)) continue;
            holdsDrafts.put(folder.name, folder.flags.contains("\\all"));
            seen.add(new SeenFolder(folder.name, folder.title()));
        }
        return seen;
    }

    /** A server may offer the extended command and refuse it; one that names no folder at all must not look empty. */
    private Collection<Listed> listed(String capabilities) throws MailTrouble {
        var folders = new LinkedHashMap<String, Listed>();
        boolean extended = capabilities.contains("SPECIAL-USE") && capabilities.contains("LIST-EXTENDED");
        if (!extended || !list(LIST + " RETURN (SPECIAL-USE)", folders).ok()) {
            var ended = list(LIST, folders);
            if (!ended.ok()) throw new MailTrouble(Troubles.noFolders(ended.text()));
        }
        if (folders.isEmpty()) throw new MailTrouble(Troubles.noFolders("there is none, not even an inbox"));
        return folders.values();
    }

    private Wire.Ended list(String command, Map<String, Listed> folders) throws MailTrouble {
        return wire.command(
                        command,
                        null,
                        line -> Listed.of(line).ifPresent(folder -> folders.merge(folder.name, folder, Listed::and)))
                .orCut();
    }

    /** @param name as the server writes it (modified UTF-7, one char per byte) */
    private record Listed(List<String> flags, @Nullable String delimiter, String name) {

        static Optional<Listed> of(String line) {
            var values = Wire.of("LIST", line);
            if (values == null || values.size() < 3 || !(values.get(2) instanceof String name)) return Optional.empty();
            if (name.indexOf('\0') >= 0) return Optional.empty();
            var flags = values.get(0) instanceof List<?> given
                    ? given.stream()
                            .map(flag -> String.valueOf(flag).toLowerCase(Locale.ROOT))
                            .toList()
                    : List.<String>of();
            return Optional.of(
                    new Listed(flags, values.get(1) instanceof String one && !one.isEmpty() ? one : null, name));
        }

        /** The same folder, named twice. */
        Listed and(Listed again) {
            var both = new ArrayList<>(flags);
            both.addAll(again.flags);
            return new Listed(both, delimiter, name);
        }

        boolean exists() {
            return !flags.contains("\\noselect") && !flags.contains("\\nonexistent");
        }

        String title() {
            return readable().replaceAll("\\p{Cntrl}", " ");
        }

        /** Newer servers write names in UTF-8, where an ampersand is one. */
        private String readable() {
            if (name.chars().anyMatch(c -> c > 126))
                return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            if (ENCODED.matcher(name).replaceAll("").indexOf('&') >= 0) return name;
            try {
                return BASE64MailboxDecoder.decode(name);
            } catch (RuntimeException notEncoded) {
                return name;
            }
        }

        List<String> path() {
            if (delimiter == null) return List.of(title());
            var parts = Pattern.compile(Pattern.quote(delimiter))
                    .splitAsStream(title())
                    .filter(part -> !part.isBlank())
                    .toList();
            return parts.isEmpty() ? List.of(title()) : parts;
        }

        boolean isUnder(Listed above) {
            return delimiter != null && name.startsWith(above.name + delimiter);
        }
    }

    private String capabilities() throws MailTrouble {
        var said = new StringBuilder(" ");
        wire.command("CAPABILITY", null, line -> {
            if (Wire.of("CAPABILITY", line) != null)
                said.append(line.toUpperCase(Locale.ROOT)).append(' ');
        });
        return said.toString();
    }

    /** Where other people's folders are: their owners have not agreed to be read. */
    private List<String> othersFolders() throws MailTrouble {
        var prefixes = new ArrayList<String>();
        wire.command("NAMESPACE", null, line -> {
            var namespaces = Wire.of("NAMESPACE", line);
            if (namespaces != null && namespaces.size() > 1 && namespaces.get(1) instanceof List<?> others)
                for (var other : others)
                    if (other instanceof List<?> pair
                            && !pair.isEmpty()
                            && pair.getFirst() instanceof String prefix
                            && !prefix.isEmpty()) prefixes.add(prefix);
        });
        return prefixes;
    }

    /** Costs the server nearly as much as to open the folder. */
    @Nullable
    String state(String folder) throws MailTrouble {
        var found = new HashMap<String, String>();
        wire.command("STATUS", Wire.named(folder).writeAtom("(UIDVALIDITY UIDNEXT)"), line -> {
                    var values = Wire.of("STATUS", line);
                    if (values != null && values.size() > 1 && values.getLast() instanceof List<?> pairs)
                        for (int i = 0; i + 1 < pairs.size(); i += 2)
                            found.put(
                                    String.valueOf(pairs.get(i)).toUpperCase(Locale.ROOT),
                                    String.valueOf(pairs.get(i + 1)));
                })
                .orCut();
        return state(
                Uids.number(found.getOrDefault("UIDVALIDITY", "")).orElse(0L),
                Uids.number(found.getOrDefault("UIDNEXT", "")).orElse(0L));
    }

    /** Two equal states mean that nothing came in between; null where the server does not tell enough (0). */
    static @Nullable String state(long validity, long next) {
        return validity > 0 && next > 0 ? validity + "/" + next : null;
    }
}
