package app.touchline.settings;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

import org.springframework.util.MultiValueMap;

/**
 * The settings page as typed.
 *
 * @param version of the settings that were shown
 * @param ownDomains one per line, as are the two lists of free-mail domains
 * @param aliases blank ones at the end, to type in
 */
record SettingsForm(
        int version,
        String name,
        String zone,
        String baseUrl,
        String ownDomains,
        List<Alias> aliases,
        String touchCounts,
        String knownSince,
        String freeMailAdded,
        String freeMailRemoved,
        boolean storeSubjects) {

    private static final int BLANK_ALIASES = 3;

    /**
     * An address of ours outside our domains.
     *
     * @param memberId whose it is; blank for the company's
     */
    record Alias(String address, String memberId) {}

    static SettingsForm of(SettingsChange set, int version) {
        return new SettingsForm(
                version,
                set.name(),
                set.zone().getId(),
                Objects.toString(set.baseUrl(), ""),
                String.join("\n", new TreeSet<>(set.ownDomains())),
                withBlanks(new TreeMap<>(set.ownAddresses())
                        .values().stream()
                                .map(own -> new Alias(own.address(), Objects.toString(own.memberId(), "")))
                                .toList()),
                set.touchCounts().name(),
                Objects.toString(set.knownSince(), ""),
                freeMail(set, true),
                freeMail(set, false),
                set.storeSubjects());
    }

    static SettingsForm typed(MultiValueMap<String, String> fields) {
        var addresses = fields.getOrDefault("aliasAddress", List.of());
        var members = fields.getOrDefault("aliasMember", List.of());
        var aliases = new ArrayList<Alias>();
        for (var i = 0; i < addresses.size(); i++)
            if (!addresses.get(i).isBlank())
                aliases.add(new Alias(addresses.get(i), i < members.size() ? members.get(i) : ""));
        return new SettingsForm(
                version(field(fields, "version")),
                field(fields, "name"),
                field(fields, "zone"),
                field(fields, "baseUrl"),
                field(fields, "ownDomains"),
                withBlanks(aliases),
                field(fields, "touchCounts"),
                field(fields, "knownSince"),
                field(fields, "freeMailAdded"),
                field(fields, "freeMailRemoved"),
                fields.containsKey("storeSubjects"));
    }

    SettingsForm knownSince(LocalDate day) {
        return new SettingsForm(
                version,
                name,
                zone,
                baseUrl,
                ownDomains,
                aliases,
                touchCounts,
                day.toString(),
                freeMailAdded,
                freeMailRemoved,
                storeSubjects);
    }

    SettingsForm seen(int laterVersion) {
        return new SettingsForm(
                laterVersion,
                name,
                zone,
                baseUrl,
                ownDomains,
                aliases,
                touchCounts,
                knownSince,
                freeMailAdded,
                freeMailRemoved,
                storeSubjects);
    }

    /** Nobody saw settings of version -1: a form without its version is one from before somebody else's change. */
    private static int version(String typed) {
        return typed.matches("\\d{1,9}") ? Integer.parseInt(typed) : -1;
    }

    private static String field(MultiValueMap<String, String> fields, String name) {
        return Objects.toString(fields.getFirst(name), "");
    }

    private static List<Alias> withBlanks(List<Alias> aliases) {
        var all = new ArrayList<>(aliases);
        for (var i = 0; i < BLANK_ALIASES; i++) all.add(new Alias("", ""));
        return all;
    }

    private static String freeMail(SettingsChange set, boolean added) {
        return String.join(
                "\n",
                set.freeMail().entrySet().stream()
                        .filter(change -> change.getValue() == added)
                        .map(Entry::getKey)
                        .sorted()
                        .toList());
    }
}
