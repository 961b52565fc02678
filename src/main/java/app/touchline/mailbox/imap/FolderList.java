package app.touchline.mailbox.imap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
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
        var listed = new ArrayList<Listed>();
        var list = capabilities.contains("SPECIAL-USE") && capabilities.contains("LIST-EXTENDED")
                ? "LIST \"\" \"*\" RETURN (SPECIAL-USE)"
                : "LIST \"\" \"*\"";
        wire.command(list, null, line -> Listed.of(line).ifPresent(listed::add)).orCut();
        var all =
                listed.stream().filter(folder -> folder.flags.contains("\\all")).toList();
        boolean oneForAll = gmail && !all.isEmpty();
        var kept = new ArrayList<Listed>();
        for (var folder : listed) {
            if (oneForAll && !folder.flags.contains("\\all")) continue;
            if (FolderRules.leftOut(folder.flags, folder.path(), gmail)) continue;
            if (foreign.stream().anyMatch(folder.name::startsWith)) continue;
            if (listed.stream()
                    .anyMatch(above -> folder.isUnder(above)
                            && FolderRules.leftOut(above.flags, above.path(), gmail)
                            && !above.flags.contains("\\noselect")
                            && !above.flags.contains("\\nonexistent"))) continue;
            holdsDrafts.put(folder.name, folder.flags.contains("\\all"));
            kept.add(folder);
        }
        var seen = new ArrayList<SeenFolder>();
        for (var folder : kept) seen.add(new SeenFolder(folder.name, folder.title(), state(folder.name)));
        return seen;
    }

    /** @param name as the server writes it (modified UTF-7, one char per byte) */
    private record Listed(List<String> flags, @Nullable String delimiter, String name) {

        static Optional<Listed> of(String line) {
            var values = Wire.of("LIST", line);
            if (values == null || values.size() < 3 || !(values.get(2) instanceof String name)) return Optional.empty();
            var flags = values.get(0) instanceof List<?> given
                    ? given.stream()
                            .map(flag -> String.valueOf(flag).toLowerCase(Locale.ROOT))
                            .toList()
                    : List.<String>of();
            return Optional.of(
                    new Listed(flags, values.get(1) instanceof String one && !one.isEmpty() ? one : null, name));
        }

        String title() {
            if (name.chars().anyMatch(c -> c > 126))
                return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            try {
                return BASE64MailboxDecoder.decode(name);
            } catch (RuntimeException notEncoded) {
                return name;
            }
        }

        List<String> path() {
            return delimiter == null ? List.of(title()) : List.of(title().split(Pattern.quote(delimiter)));
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

    /** Two equal states mean that nothing came in between; null where the server does not tell enough. */
    private @Nullable String state(String folder) throws MailTrouble {
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
        var validity = found.get("UIDVALIDITY");
        var next = found.get("UIDNEXT");
        return validity == null || next == null ? null : validity + "/" + next;
    }
}
