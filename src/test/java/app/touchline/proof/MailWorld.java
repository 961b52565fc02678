package app.touchline.proof;

import java.net.IDN;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

import app.touchline.proof.Letter.Copy;
import app.touchline.proof.Letter.Nature;
import app.touchline.proof.Letter.Party;
import app.touchline.proof.Programme.Contact;
import app.touchline.proof.Programme.Member;
import app.touchline.proof.Programme.Partner;
import app.touchline.proof.Programme.Place;
import app.touchline.proof.Programme.Since;

/**
 * A programme and its mail over more than a year, the same for the same seed and day: ordinary traffic, and every kind
 * of message that was ever read wrongly. Each touch happens in a second of its own, so that its time is its name.
 */
final class MailWorld {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** In the subjects, names and addresses of mail that must leave no trace. */
    static final String CANARY = "kanari";

    static final int DAYS_BACK = 400;

    static final String MIA = "mia@ours.test";
    static final String BEN = "ben@ours.test";
    static final String LEA = "lea@ours.test";
    static final String ZOE = "zoe@contractor.test";
    static final String PARTNERS = "partners@ours.test";
    static final List<String> MAILBOXES = List.of(MIA, BEN, PARTNERS);

    private static final Party MIA_ = Party.of("Mia Nowak", MIA);
    private static final Party BEN_ = Party.of("Ben Okoro", BEN);
    private static final Party LEA_ = Party.of("Lea Vogt", LEA);
    private static final Party SHARED_ = Party.of("Partner desk", PARTNERS);

    /** Folders whose mail is none: by flag, by a usual name without a flag, and what lies under them. */
    private static final Set<String> LEFT_OUT = Set.of(
            "Drafts", "Junk", "Verdächtig", "Trash", "Papierkorb", "Trash/thrown away whole", "Deleted Items", "Spam");

    private static final List<String> ODD_FOLDERS = List.of(
            "Clients/2026/Q3",
            "Büro/Größe & Co",
            "Партнёры",
            "日本語/書類",
            "Quote \"Q\" folder",
            "100% done (a*b)",
            "Deals \\ 2026",
            "Archive");

    final Programme programme = new Programme();
    final List<Letter> letters = new ArrayList<>();
    final Truth truth;
    final LocalDate today;
    final LocalDate floor;

    /** From this day on Nora is at New Harbour, and Ida at Late Joiner. */
    final LocalDate moveDay;

    private final Random random;
    private final Instant now;
    private final Set<Instant> used = new HashSet<>();
    private int count;

    private MailWorld(long seed, Instant now) {
        this.random = new Random(seed);
        this.now = now.truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(5));
        this.today = LocalDate.ofInstant(now, ZONE);
        this.floor = today.minusDays(DAYS_BACK);
        this.moveDay = today.minusDays(33);
        this.truth = new Truth(programme, this.now, floor);
    }

    static boolean isLeftOut(String folder) {
        return LEFT_OUT.contains(folder);
    }

    static MailWorld of(long seed, Instant now) {
        var world = new MailWorld(seed, now);
        world.people();
        world.partners();
        world.ordinaryMail();
        world.everyClass();
        world.identities();
        world.hostileHeaders();
        world.movesAndDomains();
        world.clocks();
        world.foldersThatDoNotCount();
        world.strangersAndOurselves();
        world.letters.forEach(world.truth::expect);
        return world;
    }

    // ---- who there is

    private void people() {
        programme.ownDomains.addAll(List.of("ours.test", "ours-group.test"));
        programme.sharedMailboxes.add(PARTNERS);
        programme.members.add(new Member("Mia Nowak", MIA, List.of("mia.founder@gmail.com"), true));
        programme.members.add(new Member("Ben Okoro", BEN, List.of(), true));
        programme.members.add(new Member("Lea Vogt", LEA, List.of(), false));
        programme.members.add(new Member("Zoe Lindqvist", ZOE, List.of(), false));
        programme.knownSince = floor;
    }

    private void partners() {
        partner("Acme", MIA, 1, "acme.test");
        contact("Jane Doe", "Acme", "jane@acme.test", "jane.private@gmail.com");
        contact("Bob O'Neil", "Acme", "bob.o'neil@acme.test");
        partner("Acme Labs", BEN, 2, "labs.acme.test");
        partner("Brightwater", MIA, 1, "brightwater.co.uk");
        partner("Shopfront", LEA, 2, "shopfront.myshopify.com");
        partner("Bücher & Söhne", BEN, 1, "bücher-söhne.test");
        contact("Jörg Grün", "Bücher & Söhne", "jörg@bücher-söhne.test");
        partner("Solo Consulting", LEA, 3);
        contact("Kim Solo", "Solo Consulting", "kimsolo@gmail.com");
        partner("Twin North", MIA, 2, "twin-agency.test");
        contact("Nia North", "Twin North", "nia@twin-agency.test");
        partner("Twin South", BEN, 2, "twin-agency.test");
        contact("Sol South", "Twin South", "sol@twin-agency.test");
        partner("Old Harbour", MIA, 2, "oldharbour.test");
        partner("New Harbour", BEN, 2, "newharbour.test");
        programme.contacts.add(new Contact(
                "Nora Wells",
                List.of("nora@oldharbour.test", "nora.wells@web.de"),
                List.of(new Place("Old Harbour", null, moveDay), new Place("New Harbour", moveDay, null))));
        partner("Late Joiner", LEA, 3);
        programme.contacts.add(new Contact(
                "Ida Free", List.of("ida@freelancer.test"), List.of(new Place("Late Joiner", moveDay, null))));
        partner("Only Automatic", MIA, 1, "only-automatic.test");
        partner("Only Received", BEN, 1, "only-received.test");
        partner("Merely Copied", LEA, 2, "merely-copied.test");
        partner("Only In Junk", MIA, 3, "only-junk.test");
        partner("Hostile Headers", BEN, 2, "hostile.test");
        contact("Hetty Host", "Hostile Headers", "hetty@hostile.test");
        partner("Tagged", LEA, 3);
        contact("Team EMEA", "Tagged", "team+emea@tagged-mail.test");
        partner("Midnight", MIA, 1, "midnight.test");
        var words = List.of(
                "Alder",
                "Birch",
                "Cedar",
                "Dogwood",
                "Elm",
                "Fir",
                "Gorse",
                "Hazel",
                "Ivy",
                "Juniper",
                "Kapok",
                "Larch",
                "Maple",
                "Nutmeg",
                "Oak",
                "Pine",
                "Quince",
                "Rowan",
                "Spruce",
                "Teak",
                "Umbra",
                "Viburnum",
                "Willow",
                "Yew",
                "Zelkova",
                "Aspen",
                "Beech",
                "Cypress",
                "Ebony",
                "Fig",
                "Ginkgo",
                "Hemlock",
                "Ironwood",
                "Jacaranda",
                "Karri",
                "Linden",
                "Mahogany",
                "Neem",
                "Olive",
                "Poplar");
        var owners = List.of(MIA, BEN, LEA);
        for (int i = 0; i < words.size(); i++) {
            var name = words.get(i) + " Partners";
            var domain = words.get(i).toLowerCase(Locale.ROOT) + "-partners.test";
            partner(name, owners.get(i % 3), 1 + i % 3, domain);
            contact("Ann " + words.get(i), name, "ann@" + domain);
            if (i % 2 == 0) contact("Carl " + words.get(i), name, "carl.long-name@" + domain);
        }
        changeStatus("Alder Partners", 60, "PAUSED");
        changeStatus("Birch Partners", 90, "PAUSED");
        changeStatus("Birch Partners", 20, "ACTIVE");
        changeStatus("Cedar Partners", 50, "INACTIVE");
        startWith("Dogwood Partners", "PROSPECT");
        startWith("Elm Partners", "PROSPECT");
        changeStatus("Elm Partners", 40, "TESTING");
        changeStatus("Elm Partners", 10, "ACTIVE");
        changeTier("Fir Partners", 48, 1);
        changeTier("Gorse Partners", 30, 3);
        changeTier("Gorse Partners", 6, 1);
        joined("Hazel Partners", 200);
        joined("Ivy Partners", 9);
    }

    private void partner(String name, String owner, int tier, String... domains) {
        programme.partners.add(new Partner(
                name,
                owner,
                List.of(domains),
                new ArrayList<>(List.of(new Since<>(floor, tier))),
                new ArrayList<>(List.of(new Since<>(floor, "ACTIVE")))));
    }

    private void contact(String name, String partner, String... addresses) {
        var ascii = new ArrayList<String>();
        for (var address : addresses)
            ascii.add(address.substring(0, address.indexOf('@') + 1)
                    + IDN.toASCII(address.substring(address.indexOf('@') + 1)));
        programme.contacts.add(new Contact(name, ascii, List.of(new Place(partner, null, null))));
    }

    private void changeStatus(String partner, int daysAgo, String status) {
        programme.partner(partner).statuses().add(new Since<>(today.minusDays(daysAgo), status));
    }

    private void changeTier(String partner, int daysAgo, int tier) {
        programme.partner(partner).tiers().add(new Since<>(today.minusDays(daysAgo), tier));
    }

    private void startWith(String partner, String status) {
        programme.partner(partner).statuses().set(0, new Since<>(floor, status));
    }

    private void joined(String name, int daysAgo) {
        var partner = programme.partner(name);
        partner.tiers()
                .set(
                        0,
                        new Since<>(
                                today.minusDays(daysAgo),
                                partner.tiers().getFirst().value()));
        partner.statuses().set(0, new Since<>(today.minusDays(daysAgo), "ACTIVE"));
    }

    // ---- ordinary traffic

    private void ordinaryMail() {
        var ordinary = programme.partners.stream()
                .filter(partner -> partner.name().endsWith(" Partners"))
                .toList();
        for (var partner : ordinary) {
            // Each falls silent at a day of its own, so that some slip and some do not, under either setting.
            int silentFor = 1 + random.nextInt(random.nextInt(4) == 0 ? 120 : 22);
            int letters = 30 + random.nextInt(40);
            for (int i = 0; i < letters; i++) {
                int daysAgo = silentFor + (int) Math.pow(random.nextDouble() * Math.sqrt(DAYS_BACK - silentFor - 6), 2);
                ordinary(partner, at(daysAgo));
            }
        }
        for (int i = 0; i < 12; i++) {
            inbound(letter(), at(3 + i * 9), Party.of("Otto", "otto@only-received.test"), MIA_);
            // A stranger writes, and copies the partner.
            inbound(
                    letter().cc(Party.of("Cora", "cora@merely-copied.test")),
                    at(2 + i * 8),
                    Party.of("Some Lawyer", "lawyer%d@law-firm.test".formatted(i)),
                    BEN_);
        }
    }

    private void ordinary(Partner partner, Instant time) {
        var person = someoneAt(partner);
        var letter = letter();
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> {
                if (random.nextInt(4) == 0) letter.cc(BEN_);
                if (random.nextInt(5) == 0) letter.cc(SHARED_);
                if (random.nextInt(8) == 0) letter.cc(someoneAt(someOtherThan(partner)));
                if (random.nextInt(12) == 0) letter.bcc(someoneAt(someOtherThan(partner)));
                if (random.nextInt(12) == 0) letter.cc(MIA_);
                outbound(letter, time, MIA_, person);
            }
            case 3 -> outbound(letter.cc(MIA_), time, BEN_, person);
            // Lea's mailbox is not read, yet her mail is known from a colleague's copy.
            case 4 -> seenByColleague(letter.cc(random.nextBoolean() ? MIA_ : SHARED_), time, LEA_, person);
            case 5 -> {
                if (random.nextBoolean()) letter.sender(random.nextBoolean() ? BEN_ : LEA_);
                outbound(letter, time, SHARED_, person);
            }
            case 6 -> {
                if (random.nextInt(3) == 0) letter.cc(BEN_, LEA_);
                if (random.nextInt(8) == 0) letter.cc(someoneAt(someOtherThan(partner)));
                inbound(letter, time, person, MIA_);
            }
            case 7 -> inbound(letter.cc(random.nextBoolean() ? BEN_ : LEA_), time, person, SHARED_);
            default -> inbound(letter, time, person, random.nextBoolean() ? SHARED_ : BEN_);
        }
    }

    // ---- every class of mail-sync, section 4

    private void everyClass() {
        var invitation = """
                --=_b
                Content-Type: text/plain; charset=utf-8

                Shall we meet?
                --=_b
                Content-Type: text/calendar; charset=utf-8; method=REQUEST

                BEGIN:VCALENDAR
                METHOD:REQUEST
                END:VCALENDAR
                --=_b--
                """;
        var deepInvitation = """
                --=_a
                Content-Type: multipart/alternative; boundary="=_b"

                %s
                --=_a
                Content-Type: application/octet-stream
                Content-Disposition: attachment; filename=x.bin

                x
                --=_a--
                """.formatted(invitation);
        var report = """
                --=_r
                Content-Type: text/plain

                This could not be delivered.
                --=_r
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.test
                --=_r--
                """;
        // 1
        bothWays(Nature.CALENDAR, l -> l.header("Content-Class: urn:content-classes:calendarmessage"));
        bothWays(Nature.CALENDAR, l -> l.content("text/calendar; method=REPLY; charset=utf-8", "BEGIN:VCALENDAR\n"));
        bothWays(Nature.CALENDAR, l -> l.content("multipart/alternative; boundary=\"=_b\"", invitation));
        bothWays(Nature.CALENDAR, l -> l.content("multipart/mixed;\n\tboundary=\"=_a\"", deepInvitation));
        // 2
        var typed = "multipart/report; report-type=%s; boundary=\"=_r\"";
        inboundOnly(Nature.BOUNCE, l -> l.content(typed.formatted("delivery-status"), report));
        inboundOnly(Nature.BOUNCE, l -> l.content("multipart/report; boundary=\"=_r\"", report));
        inboundOnly(Nature.RECEIPT, l -> l.content(typed.formatted("disposition-notification"), report));
        inboundOnly(Nature.RECEIPT, l -> l.content(typed.formatted("\"Disposition-Notification\""), report));
        inboundOnly(Nature.BULK, l -> l.content(typed.formatted("feedback-report"), report));
        // 3
        inboundOnly(Nature.BOUNCE, l -> l.header("X-Failed-Recipients: someone@acme.test"));
        inboundOnly(Nature.BOUNCE, l -> l.header("X-MS-Exchange-Message-Is-Ndr:"));
        // 4
        inboundOnly(Nature.BOUNCE, l -> l.header("Return-Path: <>"));
        inboundOnly(Nature.BOUNCE, l -> l.header("Return-Path: <MAILER-DAEMON>"));
        inboundOnly(Nature.AUTO_REPLY, l -> l.header("Return-Path: <>").header("Auto-Submitted: auto-replied"));
        inboundOnly(Nature.HUMAN, l -> l.header("Return-Path: <someone@relay.test>"));
        // 5
        for (var local : List.of("mailer-daemon", "MAILER-DAEMON", "postmaster", "mail-daemon", "mdaemon"))
            inboundFrom(Nature.BOUNCE, "System", local, l -> {});
        inboundFrom(Nature.BOUNCE, "Mail Delivery Subsystem", "mds", l -> {});
        // 6
        bothWays(Nature.AUTO_REPLY, l -> l.header("Auto-Submitted: auto-replied"));
        inboundOnly(Nature.AUTO_REPLY, l -> l.header("auto-submitted: Auto-Replied (vacation)"));
        inboundOnly(Nature.AUTO_REPLY, l -> l.header("X-Autoreply: yes"));
        inboundOnly(Nature.AUTO_REPLY, l -> l.header("X-Autorespond: Holiday"));
        inboundOnly(Nature.AUTO_REPLY, l -> l.header("X-Autoresponder: 1"));
        inboundOnly(Nature.HUMAN, l -> l.header("X-Autoreply: no"));
        inboundOnly(Nature.AUTO_REPLY, l -> l.header("Precedence: auto_reply"));
        inboundOnly(Nature.AUTO_REPLY, l -> l.header("X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent"));
        // 7
        bothWays(Nature.AUTO_GENERATED, l -> l.header("Auto-Submitted: auto-generated"));
        inboundOnly(Nature.AUTO_GENERATED, l -> l.header("Auto-Submitted: auto-generated (failure)"));
        inboundOnly(Nature.AUTO_GENERATED, l -> l.header("Auto-Submitted: auto-notified; owner-email=\"x@y.test\""));
        bothWays(Nature.HUMAN, l -> l.header("Auto-Submitted: no"));
        inboundOnly(Nature.HUMAN, l -> l.header("Auto-Submitted: (really) No"));
        // 8 to 11 are asked of mail to us only
        inboundOnly(Nature.BULK, l -> l.header("Precedence: bulk"));
        inboundOnly(Nature.BULK, l -> l.header("Precedence: Junk"));
        outboundOnly(Nature.HUMAN, l -> l.header("Precedence: bulk"));
        inboundOnly(Nature.BULK, l -> l.header("List-Id: News <news.lists.test>"));
        inboundOnly(Nature.BULK, l -> l.header("Precedence: list"));
        inboundOnly(
                Nature.LIST_HUMAN,
                l -> l.header("List-Id: Talk <talk.lists.test>")
                        .header("List-Post: <mailto:talk@lists.test>")
                        .header("In-Reply-To: <earlier@lists.test>"));
        inboundOnly(
                Nature.LIST_HUMAN,
                l -> l.header("List-Id: <talk.lists.test>").header("In-Reply-To: <earlier@lists.test>"));
        inboundOnly(Nature.BULK, l -> l.header("List-Unsubscribe: <https://news.test/u>"));
        inboundOnly(Nature.BULK, l -> l.header("Feedback-ID: 1:campaign:news"));
        outboundOnly(Nature.HUMAN, l -> l.header("List-Unsubscribe: <https://sales-tool.test/u>"));
        outboundOnly(Nature.HUMAN, l -> l.header("Feedback-ID: 1:sequence:sales-tool"));
        for (var local : List.of(
                "no-reply",
                "noreply",
                "do-not-reply",
                "donotreply",
                "NoReply",
                "bounce",
                "bounces",
                "notification",
                "notifications",
                "mailer",
                "root",
                "nobody",
                "listserv",
                "majordomo")) inboundFrom(Nature.AUTO_GENERATED, "Portal", local, l -> {});
        for (var local : List.of("info", "support", "sales", "team", "contact", "partnership"))
            inboundFrom(Nature.HUMAN, "Partner desk", local, l -> {});
        // 12
        for (var subject : List.of(
                "Out of office: back on Monday",
                "Automatic reply: Your proposal",
                "Re: Out of Office",
                "Autoreply",
                "Abwesenheitsnotiz: Urlaub",
                "Automatische Antwort: Angebot",
                "Fwd: Automatische Antwort",
                "Fuera de la oficina",
                "Autosvar: tack",
                "Automatisch antwoord: hallo",
                "Risposta automatica: ciao")) inboundOnly(Nature.AUTO_REPLY, l -> l.subject(subject));
        inboundOnly(Nature.AUTO_REPLY, l -> l.subject("=?utf-8?B?6Ieq5YuV6L+U5L+hOiDkvJrorbA=?="));
        inboundOnly(Nature.AUTO_REPLY, l -> l.subject("=?iso-8859-1?Q?R=E9ponse_automatique_=3A?= bonjour"));
        inboundOnly(Nature.AUTO_REPLY, l -> l.subject("Respuesta automática: hola"));
        inboundOnly(
                Nature.AUTO_REPLY,
                l -> l.subject("Automatic reply: one reference").header("References: <only@one.test>"));
        inboundOnly(
                Nature.HUMAN,
                l -> l.subject("Re: Out of office - who covers?")
                        .header("References: <first@one.test>\n\t<second@one.test>"));
        inboundOnly(Nature.HUMAN, l -> l.subject("We were out of office hours"));
        // 13 to 15
        bothWays(Nature.HUMAN, l -> l.header("X-Auto-Response-Suppress: All"));
        inboundOnly(Nature.HUMAN, l -> l.header("X-MS-Exchange-Inbox-Rules-Loop: jane@acme.test"));
        inboundOnly(Nature.HUMAN, l -> l.header("X-Loop: x").header("X-Mailer: Outlook"));
        // 16: mass mail from our side
        mass(51, false, Nature.BULK_OUT);
        mass(700, false, Nature.BULK_OUT);
        mass(50, false, Nature.HUMAN);
        mass(60, true, Nature.HUMAN);
        inboundOnly(Nature.HUMAN, l -> {
            for (int i = 0; i < 80; i++) l.cc(Party.of("", "somebody%d@conference.test".formatted(i)));
        });
        // Only automatic mail, one newer than the other: never touched.
        for (int i = 0; i < 8; i++) {
            inbound(
                    letter().nature(Nature.AUTO_REPLY).header("Auto-Submitted: auto-replied"),
                    at(1 + i * 5),
                    Party.of("Auto", "someone@only-automatic.test"),
                    MIA_);
        }
        // An unlisted sender on our domain, and our people elsewhere.
        for (int i = 0; i < 6; i++) {
            seenByColleague(letter().cc(MIA_), at(), Party.of("Intern", "intern@ours.test"), someone());
            seenByColleague(letter().cc(BEN_), at(), Party.of("", "sales@ours-group.test"), someone());
            seenByColleague(letter().cc(MIA_), at(), Party.of("Zoe", ZOE), someone());
            outboundBy(letter(), at(), Party.of("Mia", "mia.founder@gmail.com"), MIA, someone());
            inbound(letter(), at(), someone(), Party.of("Mia", "mia.founder@gmail.com"), MIA);
        }
    }

    private void mass(int strangers, boolean reply, Nature nature) {
        for (int i = 0; i < 3; i++) {
            var letter = letter().nature(nature);
            if (reply) letter.header("In-Reply-To: <thread%d@x.test>".formatted(i));
            // The partner is one of those counted.
            for (int n = 0; n < strangers - 1; n++) {
                var party = Party.of(n % 3 == 0 ? "Name, " + n : "", "guest%d@event%d.test".formatted(n, n % 40));
                if (n % 2 == 0) letter.to(party);
                else letter.cc(party);
            }
            letter.cc(BEN_);
            outbound(letter, at(), MIA_, someone());
        }
    }

    private void bothWays(Nature nature, Consumer<Letter> change) {
        inboundOnly(nature, change);
        outboundOnly(nature, change);
    }

    private void inboundOnly(Nature nature, Consumer<Letter> change) {
        for (int i = 0; i < 3; i++) {
            var letter = letter().nature(nature);
            change.accept(letter);
            inbound(letter, at(), someone(), i == 0 ? BEN_ : MIA_);
        }
    }

    private void outboundOnly(Nature nature, Consumer<Letter> change) {
        for (int i = 0; i < 3; i++) {
            var letter = letter().nature(nature);
            change.accept(letter);
            outbound(letter, at(), i == 0 ? BEN_ : MIA_, someone());
        }
    }

    private void inboundFrom(Nature nature, String name, String local, Consumer<Letter> change) {
        for (int i = 0; i < 2; i++) {
            var letter = letter().nature(nature);
            change.accept(letter);
            var domain = Programme.domainOf(someone().address());
            var address = local + "@" + domain;
            inbound(
                    letter,
                    at(),
                    new Party(address.toLowerCase(Locale.ROOT), "\"%s\" <%s>".formatted(name, address)),
                    MIA_);
        }
    }

    // ---- which messages are one

    private void identities() {
        for (int i = 0; i < 8; i++) {
            // No Message-ID, in two mailboxes: one. Another minutes later, or with another subject: another.
            var time = claim(at());
            twoMailboxes(letter().messageId(null).subject("no id " + i), time, time);
            var second = claim(time.plusSeconds(600));
            twoMailboxes(letter().messageId(null).subject("no id " + i), second, second);
            var third = claim(at());
            twoMailboxes(letter().messageId(null).subject("no id, same second, a " + i), third, third);
            twoMailboxes(letter().messageId(null).subject("no id, same second, b " + i), claim(third), third);

            // One Message-ID for different mail: another sender; the same sender, days apart.
            var reused = "<reused-%d@broken-mailer.test>".formatted(i);
            inbound(letter().messageId(reused), at(), ann("maple"), MIA_);
            inbound(letter().messageId(reused), at(), ann("nutmeg"), BEN_);
            var ancient = "<always-the-same-%d@broken-mailer.test>".formatted(i);
            var first = at(20 + random.nextInt(200));
            inbound(letter().messageId(ancient), first, ann("oak"), MIA_);
            inbound(letter().messageId(ancient), first.minus(Duration.ofHours(49 + i)), ann("oak"), MIA_);

            // A relay wrote a new Message-ID on the way to the colleague.
            var rewritten = letter().from(MIA_).to(ann("pine")).cc(BEN_);
            var sentAt = claim(at());
            rewritten
                    .dated(sentAt)
                    .copy(Copy.sent(MIA, "Sent", sentAt.plusSeconds(3)))
                    .copy(Copy.of(BEN, "INBOX", sentAt.plusSeconds(9))
                            .withMessageId("<relay-%d@rewriting-relay.test>".formatted(i)));
            letters.add(rewritten);
            var toTwo = letter().from(ann("quince")).to(MIA_, BEN_);
            var arrived = claim(at());
            toTwo.dated(arrived.minusSeconds(7))
                    .copy(Copy.of(MIA, "INBOX", arrived))
                    .copy(Copy.of(BEN, "INBOX", arrived.plusSeconds(2))
                            .withMessageId("<relay-b-%d@rewriting-relay.test>".formatted(i)));
            letters.add(toTwo);

            // The same subject to the same people within two minutes, both in one mailbox: two.
            var once = claim(at());
            var again = claim(once.plusSeconds(50));
            for (var moment : List.of(once, again)) {
                letters.add(letter().from(MIA_)
                        .to(ann("rowan"))
                        .subject("Quick question " + i)
                        .dated(moment)
                        .copy(Copy.sent(MIA, "Sent", moment.plusSeconds(1))));
            }

            // In every mailbox, in two folders of one, and in Trash too: one.
            var everywhere = letter().from(ann("spruce")).to(MIA_, BEN_, SHARED_);
            var when = claim(at());
            everywhere
                    .dated(when.minusSeconds(5))
                    .copy(Copy.of(MIA, "INBOX", when.plusSeconds(4)))
                    .copy(Copy.of(MIA, "Archive", when.plusSeconds(4)))
                    .copy(Copy.of(BEN, "Clients/2026/Q3", when))
                    .copy(Copy.of(BEN, "Trash", when))
                    .copy(Copy.of(PARTNERS, "INBOX", when.plusSeconds(8)));
            letters.add(everywhere);

            // To herself, the partner in Bcc; a draft that was sent; one that waited in the Outbox.
            outbound(letter().bcc(ann("teak")), at(), MIA_, MIA_);
            var drafted = letter().from(MIA_).to(ann("umbra"));
            var gone = claim(at());
            drafted.dated(gone)
                    .copy(Copy.sent(MIA, "Drafts", gone.minusSeconds(600)))
                    .copy(Copy.sent(MIA, "Outbox", gone))
                    .copy(Copy.sent(MIA, "Sent", gone.plusSeconds(2)));
            letters.add(drafted);

            // Written differently, the same Message-ID.
            var folded = letter().from(ann("willow")).to(MIA_, BEN_);
            var then = claim(at());
            folded.messageIdHeader = "Message-Id:\n\t <%s@mail.test>  \n".formatted(folded.label);
            folded.dated(then.minusSeconds(5))
                    .copy(Copy.of(MIA, "INBOX", then))
                    .copy(Copy.of(BEN, "INBOX", then.plusSeconds(1)).withMessageId(folded.messageId));
            letters.add(folded);
        }
    }

    private void twoMailboxes(Letter letter, Instant arrived, Instant dateSaid) {
        letters.add(letter.from(ann("larch"))
                .to(MIA_, BEN_)
                .dated(dateSaid.minusSeconds(30))
                .copy(Copy.of(MIA, "INBOX", arrived))
                .copy(Copy.of(BEN, "INBOX", arrived.plusSeconds(5))));
    }

    private static Party ann(String tree) {
        return Party.of("Ann", "ann@" + tree + "-partners.test");
    }

    // ---- headers as they come

    private void hostileHeaders() {
        var hetty = "hetty@hostile.test";
        var joerg = "jörg@" + IDN.toASCII("bücher-söhne.test");
        for (int i = 0; i < 3; i++) {
            // Somebody else's address in the display name.
            from(hetty, "=?utf-8?Q?Doe=2C_Jane_=3Cjane=40acme.test=3E?= <hetty@hostile.test>");
            from(hetty, "\"jane@acme.test\" <hetty@hostile.test>");
            from(hetty, "=?utf-8?B?SGV0dHksIDxqYW5lQGFjbWUudGVzdD4=?=\n =?utf-8?B?IHplcm8=?= <hetty@hostile.test>");
            from(hetty, "H\u00e9tty M\u00fcller <hetty@hostile.test>"); // bytes of Latin-1, no charset said
            from(hetty, Letter.utf8("Хетти 日本 <hetty@hostile.test>"));
            from(joerg, Letter.utf8("Jörg <jörg@bücher-söhne.test>"));
            from(joerg, Letter.utf8("jörg@" + IDN.toASCII("bücher-söhne.test")));
            from(
                    "neu@" + IDN.toASCII("bücher-söhne.test"),
                    "<neu@" + IDN.toASCII("bücher-söhne.test").toUpperCase(Locale.ROOT) + ">");
            from(hetty, "HETTY@Hostile.TEST");
            from(hetty, "hetty(the boss)@hostile.test");
            from(hetty, "Hetty (a (nested) \\) comment with jane@acme.test) <hetty@hostile.test> (again)");
            from(hetty, "\"hetty\"@hostile.test");
            from("hetty host@hostile.test", "\"hetty host\"@hostile.test");
            from(hetty, "<@relay.test,@other.test:hetty@hostile.test>");
            from(hetty, "\"Hetty \\\"H\\\" Host\"\n\t<hetty@hostile.test>");
            from(hetty, "Hetty\n\t \n <\n hetty@hostile.test\n >");
            from(hetty, "\"Hetty <hetty@hostile.test>");
            from(hetty, "hetty@hostile.test,");
            from("o'hara+x/y=z{}@hostile.test", "o'hara+x/y=z{}@hostile.test");
            from("hetty@sub.sub.hostile.test", "Hetty <hetty@sub.sub.hostile.test>");
            header("From : hetty@hostile.test\n", hetty);
            header("FROM:hetty@hostile.test\n", hetty);
            header("From:\n  hetty@hostile.test\n", hetty);

            // From nobody who could be read, the partner among the recipients: kept, not counted.
            for (var from : List.of("<>", "hetty", "", "\"unclosed", "@", "a..b@", "(only a comment)"))
                toPartnerFrom(from);

            to(hetty, "Team: mia@ours.test, hetty@hostile.test;, ben@ours.test");
            to(hetty, "undisclosed-recipients:;, hetty@hostile.test");
            to(hetty, "hetty@hostile.test, bob@[192.0.2.1], x@_dmarc.y, y@a..b.test, @, <>, z@");
            to(hetty, "mia@ours.test, Doe\\, Hetty <hetty@hostile.test>");
            to(hetty, "hetty@hostile.test, \"Unclosed <someone@elsewhere.test>");
            var many = new StringBuilder("mia@ours.test");
            for (int n = 0; n < 900; n++)
                many.append(",\n\tguest")
                        .append(n)
                        .append("@crowd")
                        .append(n % 50)
                        .append(".test");
            many.append(",\n\t\"Hetty\" <hetty@hostile.test>");
            for (int n = 0; n < 50; n++) many.append(", more").append(n).append("@crowd.test");
            to(hetty, many.toString());
            inbound(
                    letter().rawSubject("\u00c4\u00d6\u00dc \u0080\u00ff =?utf-8?B?!!!?= =?x-none?Q?a?="),
                    at(),
                    hetty(),
                    MIA_);
            inbound(letter().header("This line is no header at all"), at(), hetty(), MIA_);
            inbound(
                    letter().header("References: " + "<r@x.test>\n\t".repeat(400) + "<end@x.test>"),
                    at(),
                    hetty(),
                    MIA_);
            inbound(letter().subject("x".repeat(5_000)), at(), hetty(), MIA_);

            // To nobody that is said.
            var hidden = letter().from(hetty());
            hidden.toHeader = "To: undisclosed-recipients:;\n";
            single(hidden, MIA);
            var without = letter().from(hetty());
            without.toHeader = "";
            single(without, PARTNERS);
        }
    }

    private static Party hetty() {
        return Party.of("Hetty", "hetty@hostile.test");
    }

    private void from(String address, String wire) {
        single(letter().from(new Party(address, wire)).to(MIA_), MIA);
    }

    private void header(String fromHeader, String address) {
        var letter = letter().from(new Party(address, "")).to(BEN_);
        letter.fromHeader = fromHeader;
        single(letter, BEN);
    }

    private void toPartnerFrom(String wire) {
        var letter = letter().from(new Party(null, wire)).to(hetty()).cc(MIA_);
        single(letter, MIA);
    }

    /** Sent by Ben; of what the To header says, these are the partner's. */
    private void to(String address, String wire) {
        var letter = letter().from(BEN_).to(new Party(address, ""));
        letter.toHeader = "To: " + wire + "\n";
        // So many recipients are mass mail, and a reply is none.
        letter.header("In-Reply-To: <before@hostile.test>");
        var time = claim(at());
        letters.add(letter.dated(time).copy(Copy.sent(BEN, "Sent", time.plusSeconds(2))));
    }

    private void single(Letter letter, String user) {
        var time = claim(at());
        letters.add(letter.dated(time.minusSeconds(3)).copy(Copy.of(user, "INBOX", time)));
    }

    // ---- partners, domains, moves

    private void movesAndDomains() {
        var midnight = moveDay.atStartOfDay(ZONE).toInstant();
        for (var address : List.of("nora@oldharbour.test", "nora.wells@web.de", "nora+site@oldharbour.test")) {
            for (int days : List.of(-90, -31, -2, 1, 9, 25)) {
                inbound(letter(), midnight.plus(Duration.ofHours(24L * days + 11)), Party.of("Nora", address), MIA_);
                outbound(letter(), midnight.plus(Duration.ofHours(24L * days + 13)), MIA_, Party.of("Nora", address));
            }
            // To the second, in the programme's zone.
            for (int seconds : List.of(-1500, -1, 1, 1500)) {
                var time = claim(midnight.plusSeconds(seconds));
                letters.add(letter().from(Party.of("Nora", address))
                        .to(MIA_)
                        .dated(time)
                        .copy(Copy.of(MIA, "INBOX", time)));
            }
        }
        for (int i = 0; i < 6; i++) {
            inbound(letter(), at(5 + i), Party.of("Ida", "ida@freelancer.test"), BEN_);
            // Before she was a contact she was a stranger.
            stranger(l -> l.from(Party.of("Ida", "ida@freelancer.test")).to(BEN_), at(60 + i * 20));

            for (var address : List.of(
                    "new@acme.test",
                    "a@sub.acme.test",
                    "b@deep.sub.acme.test",
                    "c@labs.acme.test",
                    "d@x.labs.acme.test",
                    "e@brightwater.co.uk",
                    "f@mail.eu.brightwater.co.uk",
                    "g@shopfront.myshopify.com",
                    "jane.private@gmail.com",
                    "jane+events@acme.test",
                    "kimsolo@gmail.com",
                    "kimsolo+tag@gmail.com",
                    "kim.solo@gmail.com",
                    "team+emea@tagged-mail.test",
                    "nia@twin-agency.test",
                    "sol@twin-agency.test",
                    "nia+x@twin-agency.test")) {
                inbound(letter(), at(), Party.of("", address), MIA_);
                outbound(letter(), at(), BEN_, Party.of("", address));
            }
            // Registered to two, and nobody known: it waits for a person. What else is on it does not wait.
            inbound(letter(), at(), Party.of("New one", "unknown%d@twin-agency.test".formatted(i)), MIA_);
            outbound(letter(), at(), MIA_, Party.of("", "x@mail.twin-agency.test"));
            outbound(letter().cc(ann("yew")), at(), MIA_, Party.of("", "unknown@twin-agency.test"));

            for (var address : List.of(
                    "jane@notacme.test",
                    "jane@acme.test.evil.test",
                    "jane@xacme.test",
                    "jane@acme.tes",
                    "jane@test",
                    "jane@acme-test",
                    "other@co.uk",
                    "x@other.co.uk",
                    "x@brightwater.co.uk.evil.test",
                    "shop@other.myshopify.com",
                    "kim@gmail.com",
                    "someone@web.de",
                    "team@tagged-mail.test",
                    "ceo@notours.test",
                    "mia@ours.test.evil.test",
                    "kimsolo@googlemail.test")) {
                var local = address.substring(0, address.indexOf('@'));
                var canary = Party.of("Jane at acme.test", address.replace(local + "@", local + "." + canary() + "@"));
                stranger(l -> l.from(canary).to(MIA_), at());
                stranger(l -> l.from(MIA_).to(canary), at());
            }
            stranger(
                    l -> l.from(new Party("x", "\"jane@acme.test\"@" + canary() + ".test"))
                            .to(MIA_),
                    at());
            stranger(
                    l -> l.from(new Party("x", "\"jane@acme.test\" <" + canary() + "@evil.test>"))
                            .to(MIA_),
                    at());
            // Looks like ours, is not: received, and the partner merely copied.
            inbound(letter().cc(ann("zelkova")), at(), Party.of("Mia Nowak", "mia@notours.test"), BEN_);
        }
    }

    // ---- times

    private void clocks() {
        for (int i = 0; i < 6; i++) {
            var partner = "Tess <tess@hostile.test>";
            var tess = new Party("tess@hostile.test", partner);
            for (int kind = 0; kind < 6; kind++) {
                // Received: the server's time, whatever the sender's clock says.
                var time = claim(at());
                var letter = letter().from(tess).to(MIA_).copy(Copy.of(MIA, "INBOX", time));
                letters.add(odd(letter, time, kind));
                // Sent, with a Date that says nothing: the server's time too.
                var sent = claim(at());
                var own = letter().from(MIA_).to(tess).copy(Copy.sent(MIA, "Sent", sent));
                letters.add(odd(own, sent, kind));
            }
            // Sent: the Date header, within ten minutes of the server's time; in old spellings too.
            var date = claim(at());
            var berlin = date.atZone(ZONE);
            var english = java.time.format.DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss", Locale.ROOT);
            var gmt = date.atZone(ZoneId.of("UTC")).format(english) + " GMT";
            letters.add(
                    letter().from(MIA_).to(tess).dated(date, gmt).copy(Copy.sent(MIA, "Sent", date.plusSeconds(500))));
            var commented = claim(at());
            letters.add(letter().from(MIA_)
                    .to(tess)
                    .dated(
                            commented,
                            commented.atZone(ZoneId.of("-05:00")).format(english) + " -0500 (EST, (nested) comment)")
                    .copy(Copy.sent(MIA, "Sent", commented.plusSeconds(400))));
            var late = claim(at());
            letters.add(
                    letter().from(MIA_).to(tess).dated(late.minusSeconds(1_500)).copy(Copy.sent(MIA, "Sent", late)));
            // A colleague's copy comes later than the sender's own: the earliest wins.
            var own = claim(at());
            letters.add(letter().from(MIA_)
                    .to(tess)
                    .cc(BEN_)
                    .dated(own)
                    .copy(Copy.of(BEN, "INBOX", own.plusSeconds(2_000)))
                    .copy(Copy.sent(MIA, "Sent", own.plusSeconds(1))));

            // A migrated mailbox: everything lies there since one day last week.
            var migration = claim(at(8)).plusSeconds(i);
            var arrived = claim(at(40 + i * 30));
            letters.add(letter().from(tess)
                    .to(SHARED_)
                    .dated(arrived.minusSeconds(20))
                    .copy(Copy.of(PARTNERS, "Archive", migration).withReceived(arrived)));
            var written = claim(at(45 + i * 30));
            letters.add(letter().from(SHARED_).to(tess).dated(written).copy(Copy.sent(PARTNERS, "Archive", migration)));
            var nothing = claim(at(12 + i));
            letters.add(letter().from(tess)
                    .to(SHARED_)
                    .dated(nothing.minus(Duration.ofDays(50)))
                    .copy(Copy.of(PARTNERS, "Archive", nothing).withReceived(null)));
            // Days in a queue on the way: the relay that delivered it knows.
            var delivered = claim(at(15 + i));
            letters.add(letter().from(tess)
                    .to(BEN_)
                    .dated(delivered.minus(Duration.ofDays(4)))
                    .copy(Copy.of(BEN, "INBOX", delivered)));
            // Migrated and original, the same message.
            var original = claim(at(70 + i * 30));
            letters.add(letter().from(tess)
                    .to(SHARED_, BEN_)
                    .dated(original.minusSeconds(9))
                    .copy(Copy.of(PARTNERS, "Archive", migration).withReceived(original.plusSeconds(4)))
                    .copy(Copy.of(BEN, "INBOX", original)));
        }
        aroundMidnight();
        // Before the floor.
        for (int i = 0; i < 250; i++) {
            var time = at(DAYS_BACK + 4 + random.nextInt(300));
            if (i % 3 == 0) outbound(letter(), time, MIA_, someone());
            else inbound(letter(), time, someone(), i % 2 == 0 ? MIA_ : BEN_);
        }
    }

    private Letter odd(Letter letter, Instant time, int kind) {
        return switch (kind) {
            case 0 -> letter.dated(null);
            case 1 -> letter.dated(Instant.parse("2038-01-19T03:14:08Z"));
            case 2 -> letter.dated(Instant.EPOCH);
            case 3 -> letter.dated(null, "yesterday, in the afternoon");
            case 4 -> letter.dated(time.plus(Duration.ofHours(7))); // the local time of elsewhere, as if of here
            default -> letter.dated(time.minus(Duration.ofHours(9)), ZoneId.of("Asia/Kolkata"));
        };
    }

    /** Around midnight of ordinary days, and of the two nights on which the clocks change. */
    private void aroundMidnight() {
        var nights = new ArrayList<LocalDate>();
        for (var day = floor.plusDays(3); day.isBefore(today.minusDays(2)); day = day.plusDays(1)) {
            var hours = Duration.between(day.atStartOfDay(ZONE), day.plusDays(1).atStartOfDay(ZONE))
                    .toHours();
            if (hours != 24) nights.addAll(List.of(day, day.plusDays(1)));
        }
        for (int days : List.of(3, 8, 15, 31, 91)) nights.add(today.minusDays(days));
        var mara = Party.of("Mara", "mara@midnight.test");
        for (var night : nights) {
            var midnight = night.atStartOfDay(ZONE).toInstant();
            for (int seconds : List.of(-3_700, -90, -1, 0, 90, 3_500, 5_400, 7_300, 9_100, 10_900)) {
                var time = claim(midnight.plusSeconds(seconds));
                letters.add(letter().from(mara)
                        .to(MIA_)
                        .dated(time.minusSeconds(60))
                        .copy(Copy.of(MIA, "INBOX", time)));
                var sent = claim(midnight.plusSeconds(seconds + 7));
                letters.add(
                        letter().from(MIA_).to(mara).dated(sent).copy(Copy.sent(MIA, "Sent", sent.plusSeconds(120))));
            }
        }
        // Each of these was last written to shortly after midnight, which is still the day before in London.
        for (var tree : List.of("aspen", "beech", "cypress", "ebony", "fig", "ginkgo")) {
            var sent = claim(today.minusDays(1)
                    .atTime(LocalTime.of(0, 20))
                    .plusMinutes(random.nextInt(30))
                    .atZone(ZONE)
                    .toInstant());
            if (sent.isBefore(now))
                letters.add(letter().from(MIA_)
                        .to(ann(tree))
                        .dated(sent)
                        .copy(Copy.sent(MIA, "Sent", sent.plusSeconds(9))));
        }
    }

    // ---- folders

    private void foldersThatDoNotCount() {
        var folders = new ArrayList<>(LEFT_OUT);
        folders.sort(null);
        for (int i = 0; i < 120; i++) {
            var folder = folders.get(i % folders.size());
            var time = claim(at(1 + random.nextInt(120)));
            var junk = Party.of("June", canary() + "@only-junk.test");
            var letter = letter().subject("Nothing " + canary()).dated(time);
            if (folder.equals("Drafts")) letter.from(BEN_).to(junk).copy(Copy.sent(BEN, folder, time));
            else letter.from(junk).to(BEN_).copy(Copy.of(i % 2 == 0 ? BEN : PARTNERS, folder, time));
            letters.add(letter);
        }
        // In every oddly named folder.
        for (var folder : ODD_FOLDERS) {
            for (int i = 0; i < 8; i++) {
                var time = claim(at());
                letters.add(letter().from(someone())
                        .to(MIA_)
                        .dated(time.minusSeconds(9))
                        .copy(Copy.of(MAILBOXES.get(i % 3), folder, time)));
            }
        }
    }

    // ---- mail that is nobody's business

    private void strangersAndOurselves() {
        for (int i = 0; i < 900; i++) {
            int n = i;
            var somebody = Party.of("Mr. " + canary(), canary() + "@stranger" + random.nextInt(200) + ".test");
            switch (i % 4) {
                case 0 -> stranger(l -> l.from(MIA_).to(somebody), at());
                case 1 ->
                    stranger(
                            l -> l.from(somebody)
                                    .to(BEN_)
                                    .cc(Party.of("", canary() + "@elsewhere.test"))
                                    .header("Reply-To: " + canary() + "@reply.test"),
                            at());
                case 2 -> stranger(l -> l.from(somebody).to(SHARED_).header("List-Id: <" + canary() + ".test>"), at());
                default ->
                    stranger(l -> l.from(somebody).to(MIA_).header("Auto-Submitted: auto-generated (" + n + ")"), at());
            }
        }
        for (int i = 0; i < 700; i++) {
            var colleague = Party.of(canary(), canary() + (i % 3 == 0 ? "@mail.ours.test" : "@ours.test"));
            switch (i % 4) {
                case 0 -> stranger(l -> l.from(MIA_).to(BEN_), at());
                case 1 -> stranger(l -> l.from(colleague).to(MIA_, BEN_).cc(LEA_), at());
                case 2 -> stranger(l -> l.from(MIA_).to(MIA_), at());
                default ->
                    stranger(
                            l -> l.from(Party.of("Zoe", ZOE)).to(Party.of("", canary() + "@ours-group.test"), SHARED_),
                            at());
            }
        }
    }

    /** Mail with nobody of a partner on it, in one or two mailboxes. */
    private void stranger(Consumer<Letter> change, Instant time) {
        var letter = letter();
        letter.messageId("<" + canary() + "@" + canary() + ".test>")
                .subject("Secret " + canary())
                .dated(time.minusSeconds(4));
        change.accept(letter);
        var user = MAILBOXES.get(random.nextInt(3));
        letter.copy(Copy.of(user, "INBOX", time));
        if (random.nextInt(4) == 0) letter.copy(Copy.of(MIA, ODD_FOLDERS.get(random.nextInt(8)), time.plusSeconds(3)));
        letters.add(letter);
    }

    private String canary() {
        return CANARY + Integer.toHexString(random.nextInt(1 << 24));
    }

    // ---- how a letter comes to lie in mailboxes

    private Letter letter() {
        return new Letter("letter-" + ++count);
    }

    private void outbound(Letter letter, Instant time, Party from, Party to) {
        outboundBy(letter, time, from, from.address(), to);
    }

    private void outboundBy(Letter letter, Instant time, Party from, String user, Party to) {
        var sent = claim(time);
        letter.from(from).dated(sent);
        letter.to.addFirst(to);
        letter.copy(Copy.sent(user, "Sent", sent.plusSeconds(1 + random.nextInt(200))));
        copiesForColleagues(letter, user, sent);
        letters.add(letter);
    }

    private void seenByColleague(Letter letter, Instant time, Party from, Party to) {
        var sent = claim(time);
        letter.from(from).dated(sent);
        letter.to.addFirst(to);
        copiesForColleagues(letter, "", sent);
        letters.add(letter);
    }

    private void inbound(Letter letter, Instant time, Party from, Party to) {
        inbound(letter, time, from, to, to.address());
    }

    private void inbound(Letter letter, Instant time, Party from, Party to, String user) {
        var arrived = claim(time);
        letter.from(from).dated(arrived.minusSeconds(1 + random.nextInt(40)));
        letter.to.addFirst(to);
        letter.copy(Copy.of(user, someFolder(), arrived));
        copiesForColleagues(letter, user, arrived);
        if (random.nextInt(25) == 0) letter.copy(Copy.of(user, "Trash", arrived));
        letters.add(letter);
    }

    private void copiesForColleagues(Letter letter, String except, Instant time) {
        for (var party : List.copyOf(letter.recipients())) {
            if (!MAILBOXES.contains(party.address())) continue;
            var own = party.address().equals(except);
            if (own && letter.copies.stream().noneMatch(copy -> copy.folder().equals("Sent"))) continue;
            letter.copy(
                    Copy.of(party.address(), own ? "INBOX" : someFolder(), time.plusSeconds(1 + random.nextInt(90))));
        }
    }

    private String someFolder() {
        return random.nextInt(3) == 0 ? ODD_FOLDERS.get(random.nextInt(ODD_FOLDERS.size())) : "INBOX";
    }

    private Party someone() {
        return someoneAt(someOtherThan(null));
    }

    private Partner someOtherThan(Partner partner) {
        var ordinary = programme.partners.stream()
                .filter(p -> p.name().endsWith(" Partners") && !p.equals(partner))
                .toList();
        return ordinary.get(random.nextInt(ordinary.size()));
    }

    private Party someoneAt(Partner partner) {
        var contacts = programme.contacts.stream()
                .filter(contact -> contact.places().getFirst().partner().equals(partner.name()))
                .toList();
        if (contacts.isEmpty() || random.nextInt(6) == 0)
            return Party.of("Nobody Known", "new.colleague@" + partner.domains().getFirst());
        var contact = contacts.get(random.nextInt(contacts.size()));
        return Party.of(contact.name(), contact.addresses().getFirst());
    }

    private Instant at() {
        return at(2 + (int) Math.pow(random.nextDouble() * Math.sqrt(DAYS_BACK - 8), 2));
    }

    /** Some time on the day that many days ago, mostly in working hours. */
    private Instant at(int daysAgo) {
        int hour = random.nextInt(10) == 0 ? random.nextInt(24) : 8 + random.nextInt(11);
        var time = today.minusDays(daysAgo)
                .atTime(hour, random.nextInt(60), random.nextInt(60))
                .atZone(ZONE)
                .toInstant();
        return time.isBefore(now) ? time : now.minusSeconds(random.nextInt(3_000));
    }

    /** The first second from this on that is nobody else's. */
    private Instant claim(Instant time) {
        var second = time.truncatedTo(ChronoUnit.SECONDS);
        while (!used.add(second)) second = second.plusSeconds(1);
        return second;
    }

    // ---- onto the server

    record Placed(String user, String folder, Instant internalDate, byte[] bytes) {}

    /** All copies in the order in which they get their UIDs: by time in the inbox, in no order in other folders. */
    List<Placed> placed() {
        var placed = new ArrayList<Placed>();
        for (var letter : letters)
            for (var copy : letter.copies)
                placed.add(new Placed(copy.user(), copy.folder(), copy.internalDate(), letter.bytes(copy)));
        java.util.Collections.shuffle(placed, new Random(7));
        var inOrder = new ArrayList<Placed>();
        placed.stream()
                .filter(p -> !List.of("INBOX", "Sent").contains(p.folder()))
                .forEach(inOrder::add);
        placed.stream()
                .filter(p -> List.of("INBOX", "Sent").contains(p.folder()))
                .sorted(java.util.Comparator.comparing(Placed::internalDate))
                .forEach(inOrder::add);
        return inOrder;
    }

    void fill(Dovecot dovecot) {
        for (var copy : placed()) dovecot.deliver(copy.user(), copy.folder(), copy.internalDate(), copy.bytes());
        for (var user : MAILBOXES) {
            dovecot.makeFolder(user, "INBOX");
            dovecot.makeFolder(user, "Empty");
        }
        dovecot.handOver();
    }
}
