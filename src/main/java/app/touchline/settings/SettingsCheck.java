package app.touchline.settings;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import app.touchline.settings.ProgrammeSettings.OwnAddress;
import app.touchline.team.PersonForm;
import app.touchline.team.Zones;

/** Reads what was typed on the settings page, and says of each field that cannot be saved why. */
final class SettingsCheck {

    private final Map<String, String> problems = new HashMap<>();
    private final SettingsForm form;
    private final Set<Long> members;
    private final Clock clock;

    /** @param members the ids of all members */
    SettingsCheck(SettingsForm form, Set<Long> members, Clock clock) {
        this.form = form;
        this.members = members;
        this.clock = clock;
    }

    /** By field, each in a sentence; filled by {@link #change}. */
    Map<String, String> problems() {
        return problems;
    }

    /** The change, if there is no problem. */
    Optional<SettingsChange> change() {
        nameProblem(form.name()).ifPresent(problem -> problems.put("name", problem));
        var zone = Zones.parse(form.zone());
        if (zone.isEmpty()) problems.put("zone", Zones.problem(form.zone()));
        var ownDomains = ownDomains();
        var change = new SettingsChange(
                form.name().strip(),
                zone.orElse(ZoneOffset.UTC),
                ownDomains,
                ownAddresses(ownDomains),
                touchCounts(),
                knownSince(zone.orElse(ZoneOffset.UTC)),
                freeMail(),
                baseUrl(),
                form.storeSubjects());
        return problems.isEmpty() ? Optional.of(change) : Optional.empty();
    }

    static Optional<String> nameProblem(String name) {
        if (name.isBlank()) return Optional.of("Give the programme a name.");
        return name.strip().length() <= 100 ? Optional.empty() : Optional.of("A name has at most 100 characters.");
    }

    private Set<String> ownDomains() {
        var domains = domains("ownDomains", form.ownDomains());
        for (var domain : domains)
            OwnDomain.problem(domain).ifPresent(problem -> problems.putIfAbsent("ownDomains", problem));
        if (domains.isEmpty())
            problems.putIfAbsent(
                    "ownDomains", "Name at least one domain: without it no mail can be told to be from us.");
        return domains;
    }

    private Map<String, OwnAddress> ownAddresses(Set<String> ownDomains) {
        var addresses = new TreeMap<String, OwnAddress>();
        for (var alias : form.aliases()) {
            var address = alias.address().strip().toLowerCase(Locale.ROOT);
            if (address.isEmpty()) continue;
            var problem = PersonForm.emailProblem(address);
            if (problem.isPresent()) problems.putIfAbsent("aliases", problem.get());
            else if (ownDomains.contains(address.substring(address.indexOf('@') + 1)))
                problems.putIfAbsent("aliases", "“%s” is on our own domain and ours already.".formatted(address));
            else if (addresses.putIfAbsent(address, new OwnAddress(address, member(alias))) != null)
                problems.putIfAbsent("aliases", "“%s” stands here twice.".formatted(address));
        }
        return addresses;
    }

    private @Nullable Long member(SettingsForm.Alias alias) {
        if (alias.memberId().isBlank()) return null;
        try {
            var id = Long.valueOf(alias.memberId());
            if (members.contains(id)) return id;
        } catch (NumberFormatException noId) {
            // said below
        }
        problems.putIfAbsent("aliases", "“%s”: choose a person from the list.".formatted(alias.address()));
        return null;
    }

    private TouchCounts touchCounts() {
        for (var choice : TouchCounts.values()) if (choice.name().equals(form.touchCounts())) return choice;
        problems.put("touchCounts", "Choose what counts.");
        return TouchCounts.SENT;
    }

    private @Nullable LocalDate knownSince(ZoneId zone) {
        if (form.knownSince().isBlank()) return null;
        try {
            var day = LocalDate.parse(form.knownSince().strip());
            if (day.isAfter(LocalDate.ofInstant(clock.instant(), zone)))
                problems.put("knownSince", "This day is still to come.");
            else if (day.getYear() < 1990) problems.put("knownSince", "Choose a day after 1990.");
            return day;
        } catch (DateTimeException noDay) {
            problems.put("knownSince", "“%s” is not a day; write it like 2026-05-25.".formatted(form.knownSince()));
            return null;
        }
    }

    private Map<String, Boolean> freeMail() {
        var changes = new TreeMap<String, Boolean>();
        domains("freeMailAdded", form.freeMailAdded()).forEach(domain -> changes.put(domain, true));
        for (var domain : domains("freeMailRemoved", form.freeMailRemoved()))
            if (changes.put(domain, false) != null)
                problems.put("freeMailRemoved", "“%s” is on both lists.".formatted(domain));
        return changes;
    }

    private @Nullable String baseUrl() {
        var typed = form.baseUrl().strip().replaceFirst("/+$", "");
        if (typed.isEmpty()) return null;
        try {
            var url = URI.create(typed);
            var web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            if (web
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getQuery() == null
                    && url.getFragment() == null) return typed;
        } catch (IllegalArgumentException notAnAddress) {
            // said below
        }
        problems.put(
                "baseUrl", "“%s” is not a web address; write it like https://touchline.example.com.".formatted(typed));
        return null;
    }

    private Set<String> domains(String field, String lines) {
        var domains = new TreeSet<String>();
        for (var typed : words(lines))
            Domains.entered(typed)
                    .ifPresentOrElse(domains::add, () -> problems.putIfAbsent(field, OwnDomain.notADomain(typed)));
        return domains;
    }

    private static List<String> words(String lines) {
        return Arrays.stream(lines.split("[\\s,;]+"))
                .filter(word -> !word.isBlank())
                .toList();
    }
}
