package app.touchline.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import app.touchline.partner.ProgrammeStatus;

/** The sample's people and partners: 90 partners over three tiers, the same for the same seed. */
record SampleProgramme(List<SamplePartner> partners) {

    static final String OWN_DOMAIN = "sample.test";

    static final SamplePerson ADMIN = new SamplePerson("Robin Castellan", "admin@" + OWN_DOMAIN);
    static final SamplePerson LEAD = new SamplePerson("Maren Vogt", "lead@" + OWN_DOMAIN);
    static final SamplePerson DANA = new SamplePerson("Dana Whitfield", "dana@" + OWN_DOMAIN);
    static final SamplePerson JONAS = new SamplePerson("Jonas Brandt", "jonas@" + OWN_DOMAIN);
    static final SamplePerson PRIYA = new SamplePerson("Priya Raman", "priya@" + OWN_DOMAIN);

    static final List<SamplePerson> MANAGERS = List.of(DANA, JONAS, PRIYA);

    /** The mailbox that all managers share. */
    static final SamplePerson SHARED = new SamplePerson("Partner team", "partners@" + OWN_DOMAIN);

    /** Belongs to two partners of one group, so that mail from it waits for a person's decision. */
    static final String SHARED_DOMAIN = "lowellgroup.example";

    static final List<Integer> IN_THE_GROUP = List.of(40, 80);

    private static final List<String> FIRST_NAMES = List.of(
            "Ingrid", "Mateo", "Saoirse", "Tariq", "Élodie", "Bram", "Yuki", "Olumide", "Freya", "Rafael", "Anneli",
            "Kofi", "Marta", "Søren", "Leila", "Duncan", "Noor", "Petra", "Hugo", "Amara", "Viktor", "Clara", "Emre",
            "Sunita", "Callum", "Beatriz", "Jakub", "Nadia", "Oscar", "Wen");

    private static final List<String> LAST_NAMES = List.of(
            "Halvorsen",
            "Okafor",
            "Lindgren",
            "Marchetti",
            "Dubois",
            "Van der Berg",
            "Tanaka",
            "Achterberg",
            "Silva",
            "McAllister",
            "Novak",
            "Eriksen",
            "Haddad",
            "Kowalski",
            "Ferreira",
            "Grunwald",
            "Sato",
            "Bellamy",
            "Rossi",
            "Adeyemi",
            "Petrov",
            "Castellanos",
            "Yılmaz",
            "Mehta",
            "Drummond",
            "Moreau",
            "Zielinski",
            "Rahman",
            "Nyberg",
            "Zhang");

    static SampleProgramme of(long seed) {
        var random = new Random(seed);
        var companies = companies();
        Collections.shuffle(companies, random);
        var stories = stories(random);
        var partners = new ArrayList<SamplePartner>();
        for (int number = 0; number < companies.size(); number++) {
            var company = companies.get(number).split(";");
            var part = stories.get(number);
            partners.add(new SamplePartner(
                    number,
                    company[0],
                    company[1],
                    part.tier,
                    MANAGERS.get(number % MANAGERS.size()),
                    part.status,
                    part.story,
                    part.story.daysSilent(part.tier, random),
                    random.nextInt(220, 1100),
                    contacts(company[1], random)));
        }
        return new SampleProgramme(List.copyOf(partners));
    }

    /** The tier, status and story of each of the 90: eleven of tier 1 have been silent for more than three weeks. */
    private static List<Part> stories(Random random) {
        var parts = new ArrayList<Part>();
        add(parts, 11, 1, ProgrammeStatus.ACTIVE, Story.LONG_SILENT);
        add(parts, 3, 1, ProgrammeStatus.ACTIVE, Story.SLIPPED);
        add(parts, 4, 1, ProgrammeStatus.ACTIVE, Story.DUE_SOON);
        add(parts, 6, 1, ProgrammeStatus.ACTIVE, Story.ON_CADENCE);
        add(parts, 2, 1, ProgrammeStatus.TESTING, Story.ON_CADENCE);
        add(parts, 14, 2, ProgrammeStatus.ACTIVE, Story.ON_CADENCE);
        add(parts, 3, 2, ProgrammeStatus.TESTING, Story.ON_CADENCE);
        add(parts, 4, 2, ProgrammeStatus.ACTIVE, Story.DUE_SOON);
        add(parts, 5, 2, ProgrammeStatus.ACTIVE, Story.SLIPPED);
        add(parts, 2, 2, ProgrammeStatus.ACTIVE, Story.ONLY_THEM_LATELY);
        add(parts, 1, 2, ProgrammeStatus.PAUSED, Story.SLIPPED);
        add(parts, 1, 2, ProgrammeStatus.PROSPECT, Story.DUE_SOON);
        add(parts, 18, 3, ProgrammeStatus.ACTIVE, Story.ON_CADENCE);
        add(parts, 2, 3, ProgrammeStatus.TESTING, Story.ON_CADENCE);
        add(parts, 4, 3, ProgrammeStatus.ACTIVE, Story.DUE_SOON);
        add(parts, 5, 3, ProgrammeStatus.ACTIVE, Story.SLIPPED);
        add(parts, 2, 3, ProgrammeStatus.ACTIVE, Story.ONLY_THEM_LATELY);
        add(parts, 1, 3, ProgrammeStatus.ACTIVE, Story.NEVER_TOUCHED);
        add(parts, 1, 3, ProgrammeStatus.INACTIVE, Story.SLIPPED);
        add(parts, 1, 3, ProgrammeStatus.PROSPECT, Story.NEVER_TOUCHED);
        Collections.shuffle(parts, random);
        return parts;
    }

    private static void add(List<Part> parts, int count, int tier, ProgrammeStatus status, Story story) {
        parts.addAll(Collections.nCopies(count, new Part(tier, status, story)));
    }

    private record Part(int tier, ProgrammeStatus status, Story story) {}

    private static List<SamplePerson> contacts(String domain, Random random) {
        var contacts = new ArrayList<SamplePerson>();
        int count = 1 + random.nextInt(3);
        while (contacts.size() < count) {
            var person = SamplePerson.of(
                    FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size())),
                    LAST_NAMES.get(random.nextInt(LAST_NAMES.size())),
                    domain);
            if (contacts.stream().noneMatch(other -> other.address().equals(person.address()))) contacts.add(person);
        }
        return List.copyOf(contacts);
    }

    private static List<String> companies() {
        try (InputStream file = Objects.requireNonNull(
                SampleProgramme.class.getResourceAsStream("/sample/companies.txt"), "sample/companies.txt")) {
            return new ArrayList<>(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SamplePerson colleagueOf(SamplePerson person, Random random) {
        return Draw.one(MANAGERS.stream().filter(other -> !other.equals(person)).toList(), random);
    }
}
