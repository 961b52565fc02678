package app.touchline.importing;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.partner.PartnerDraft;
import app.touchline.partner.PartnerMerging;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static app.touchline.importing.ImportRun.Progress.NOBODY_WATCHES;
import static app.touchline.testing.PartnerSamples.ADMIN;
import static app.touchline.testing.PartnerSamples.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@TouchlineTest
class ImportingTests {

    @Autowired
    Importing importing;

    @Autowired
    ImportJobs jobs;

    @Autowired
    ImportWork work;

    @Autowired
    PartnerMerging merging;

    @Autowired
    PartnerSamples samples;

    @Autowired
    TeamSamples team;

    @Autowired
    JdbcClient jdbc;

    private Bringing bringing;

    @Autowired
    void bringing(ApplicationContext context) {
        bringing = new Bringing(context);
    }

    @Test
    void aFileEntersPartnersContactsAndDomainsAndASecondTimeChangesNothing() {
        var acme = name("Acme Import");
        var owner = team.manager("Dana Import");
        var domain = acme.toLowerCase().replace(' ', '-') + ".test";
        var file = """
                Partner;External ID;Tier;Owner;Status;Partner since;Tier since;Domains;Contact name;Contact email;Contact role;Key contact
                %1$s;X-%1$s;tier 1;%2$s;Testing;01.03.2024;2025-06-15;%3$s eu.%3$s;Priya Nair;Priya@%3$s;Partner Manager;
                %1$s;;;;;;;;Tom Reid;tom@%3$s tom.reid@%3$s;AE;yes
                """.formatted(acme, owner.email(), domain);

        var result = apply(file);

        assertThat(result.newPartners()).isEqualTo(1);
        assertThat(result.newContacts()).isEqualTo(2);
        var id = jdbc.sql("select id from partner where name = :name")
                .param("name", acme)
                .query(Long.class)
                .single();
        assertThat(text("select since::text from partner_tier where partner_id = :id", id))
                .containsExactly("2025-06-15");
        assertThat(text("select since::text from partner_owner where partner_id = :id", id))
                .containsExactly("2024-03-01");
        assertThat(text("select since::text from partner_status where partner_id = :id", id))
                .containsExactly("2024-03-01");
        assertThat(text("select domain from partner_domain where partner_id = :id order by 1", id))
                .containsExactly(domain, "eu." + domain);
        assertThat(text(
                        "select c.name from contact c join contact_place p on p.contact_id = c.id where p.key_contact and p.partner_id = :id",
                        id))
                .containsExactly("Tom Reid");

        var again = bringing.dryRun(file);
        assertThat(again.rows()).allMatch(row -> !row.changesSomething() && !row.refused());
    }

    @Test
    void withoutAStartHistoryHoldsFromTheBeginning() {
        var acme = name("Acme Import");
        apply("name,tier\n%s,Tier 2\n".formatted(acme));

        assertThat(jdbc.sql("""
                select count(*) from partner p join partner_tier t on t.partner_id = p.id and t.since is null
                join partner_status s on s.partner_id = p.id and s.since is null where p.name = :name
                """).param("name", acme).query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void anOwnerDatedBackTakesTheReceivedMailOfThatTimeAlong() {
        var owner = team.manager("Dana Import");
        var partner = samples.tierOne(name("Old Import"));
        var touch = jdbc.sql("""
                insert into touch (message_key, kind, nature, rule, direction, occurred_at, from_address, created_at)
                values (:key, 'EMAIL', 'HUMAN', 'otherwise', 'RECEIVED', '2026-10-01T12:00:00Z', 'kim@old.test', now())
                returning id
                """).param("key", partner.name()).query(Long.class).single();
        jdbc.sql("""
                insert into touch_party (touch_id, partner_id, address, role, matched_by)
                values (:touch, :partner, 'kim@old.test', 'FROM', 'DOMAIN')
                """).param("touch", touch).param("partner", partner.id()).update();

        apply("partner,owner,owner_since\n%s,%s,2026-10-02\n".formatted(partner.name(), owner.email()));
        assertThat(text("select why from touch_credit where touch_id = :id", touch))
                .isEmpty();
        apply("partner,owner,owner_since\n%s,%s,2026-10-01\n".formatted(partner.name(), owner.email()));
        assertThat(text("select why || ' ' || member_id from touch_credit where touch_id = :id", touch))
                .containsExactly("PARTNER_OWNER " + owner.id());
    }

    @Test
    void aDryRunChangesNothing() {
        var acme = name("Acme Import");
        var existing = samples.tierOne(name("Old Import"));

        var result = bringing.dryRun("partner,tier\n%s,Tier 2\n%s,Tier 3\n".formatted(acme, existing.name()));

        assertThat(result.counts().changing()).isEqualTo(2);
        assertThat(jdbc.sql("select count(*) from partner where name = :name")
                        .param("name", acme)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(text("select tier_id::text from partner_tier where partner_id = :id", existing.id()))
                .containsExactly("" + samples.tier(1).id());
    }

    @Test
    void aRefusedRowIsLeftOutAndWhatItBeganIsNotDone() {
        var acme = name("Acme Import");
        var existing = samples.tierOne(name("Old Import"));
        var result = bringing.bring("""
                partner,tier,notes,contact_name,contact_role
                %1$s,Tier 1,,,
                %2$s,Tier 2,to be forgotten,Ann,Boss of all
                %2$s,Tier 3,,Kim,AE
                """.formatted(acme, existing.name())).result();

        assertThat(result.counts().refused()).isEqualTo(1);
        assertThat(result.counts().changing()).isEqualTo(2);
        assertThat(text(
                        "select t.name || notes from partner p join tier t on t.id = p.tier_id where p.id = :id",
                        existing.id()))
                .containsExactly("Tier 3");
    }

    @Test
    void aRowThatIsRefusedHalfwayLeavesNothingBehind() {
        var elsewhere = samples.tierOne(name("Elsewhere"));
        var address = "zoe@elsewhere-%d.test".formatted(elsewhere.id());
        samples.contact(elsewhere, "Zoe", address);
        var existing = samples.tierOne(name("Old Import"));

        var result = bringing.bring("partner,tier,notes,contact_email\n%s,Tier 2,begun,%s\n%s,Tier 1,kept,\n"
                        .formatted(existing.name(), address, name("Good Import")))
                .result();

        assertThat(result.counts().refused()).isEqualTo(1);
        assertThat(text(
                        "select t.name || notes from partner p join tier t on t.id = p.tier_id where p.id = :id",
                        existing.id()))
                .containsExactly("Tier 1");
    }

    @Test
    void whatIsAppliedIsWhatWasShown() {
        var existing = samples.tierOne(name("Old Import"));
        var file = "partner,tier\n%s,Tier 1\n%s,Tier 2\n".formatted(name("Acme Import"), existing.name());
        var id = bringing.begun(file);

        assertThatThrownBy(() -> importing.apply(
                        id, "f.csv", bringing.table(id, file), Map.of(), "something else", ADMIN, NOBODY_WATCHES))
                .isInstanceOf(Importing.NotAsShown.class);
        assertThat(text("select tier_id::text from partner where id = :id", existing.id()))
                .containsExactly("" + samples.tier(1).id());
    }

    @Test
    void aNameLikeAnotherWaitsForADecision() {
        var known = samples.tierOne(name("Northwind Traders"));
        var file = "partner,tier\n%s Inc.,Tier 2\n".formatted(known.name());
        var id = bringing.begun(file);
        var table = bringing.table(id, file);

        assertThat(importing.dryRun(table, Map.of(), ADMIN, NOBODY_WATCHES).rows())
                .containsExactly(
                        new RowOutcome(2, RowOutcome.Kind.UNDECIDED, known.name() + " Inc.", List.of(known.name())));
        var same = Map.of(Book.key(known.name() + " Inc."), Book.key(known.name()));
        assertThat(importing
                        .dryRun(table, same, ADMIN, NOBODY_WATCHES)
                        .rows()
                        .getFirst()
                        .about())
                .isEqualTo(known.name());
        var another = Map.of(Book.key(known.name() + " Inc."), ImportPlan.ENTER);
        assertThat(importing.dryRun(table, another, ADMIN, NOBODY_WATCHES).newPartners())
                .isEqualTo(1);
        var neither = Map.of(Book.key(known.name() + " Inc."), ImportPlan.LEAVE);
        assertThat(importing
                        .dryRun(table, neither, ADMIN, NOBODY_WATCHES)
                        .rows()
                        .getFirst()
                        .kind())
                .isEqualTo(RowOutcome.Kind.LEFT_OUT);
    }

    @Test
    void aColumnThatNoFieldHoldsIsKeptInTheNotesAndComesOnce() {
        var acme = name("Acme Import");
        var file = "partner,tier,Favourite colour,notes\n%s,Tier 1,teal,Likes tea\n".formatted(acme);
        bringing.bring(file);

        assertThat(jdbc.sql("select notes from partner where name = :name")
                        .param("name", acme)
                        .query(String.class)
                        .single())
                .isEqualTo("Likes tea\nFavourite colour: teal");
        assertThat(bringing.dryRun(file.replace("teal", "red"))
                        .rows()
                        .getFirst()
                        .words())
                .containsExactly("notes");
        assertThat(PartnerRows.kept("a\nFavourite colour: teal\nb", "Favourite colour", "red"))
                .isEqualTo("a\nFavourite colour: red\nb");
    }

    @Test
    void aPartnerIsFoundByExternalIdAndRenamed() {
        var draft = PartnerDraft.of(name("Old Import"), samples.tier(1).id(), null, ProgrammeStatus.ACTIVE);
        var id = "EXT-" + draft.name();
        apply("partner,external_id,tier\n%s,%s,Tier 1\n".formatted(draft.name(), id));

        apply("partner,external_id\n%s new,%s\n".formatted(draft.name(), id));

        assertThat(jdbc.sql("select name from partner where external_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo(draft.name() + " new");
    }

    @Test
    void aFileDoesNotBringBackAPartnerThatWasMerged() {
        var away = samples.tierOne(name("Twin Import"));
        var into = samples.tierOne(name("Acme Import"));
        merging.merge(away.id(), into.id(), ADMIN);

        assertThat(bringing.dryRun("partner,tier\n%s,Tier 1\n".formatted(away.name()))
                        .toString())
                .contains("“%s” was merged into “%s”; give that name.".formatted(away.name(), into.name()));
    }

    @Test
    void aRowWithoutANameFindsThePartnerByItsDomain() {
        var partner = samples.tierOne(name("Domain Import"));
        samples.domain(partner, "by-domain-%d.test".formatted(partner.id()));

        apply("domains,tier,tier_since\nby-domain-%d.test,Tier 3,2026-02-01\n".formatted(partner.id()));

        assertThat(text(
                        "select coalesce(since::text, 'beginning') from partner_tier where partner_id = :id order by since nulls first",
                        partner.id()))
                .containsExactly("beginning", "2026-02-01");
    }

    @Test
    void aContactMovesWhereTheRowSaysSinceWhen() {
        var from = samples.tierOne(name("From Import"));
        var to = samples.tierOne(name("To Import"));
        var address = "ada@from-%d.test".formatted(from.id());
        var contact = samples.contact(from, "Ada", address);

        apply("partner,contact_email,contact_from\n%s,%s,2026-05-01\n".formatted(to.name(), address));

        assertThat(text(
                        "select partner_id || ' ' || valid::text from contact_place where contact_id = :id order by since nulls first",
                        contact.id()))
                .containsExactly(from.id() + " (,2026-05-01)", to.id() + " [2026-05-01,)");
    }

    static Stream<Arguments> badRows() {
        return Stream.of(
                arguments("partner,tier\nBad Row,Gold", "There is no tier named “Gold”"),
                arguments("partner,contact_name\nBad Row,Ann", "to enter a new one the row needs a tier"),
                arguments("partner,tier\n,Tier 1", "The row names no partner"),
                arguments("partner,tier,status\nBad Row,Tier 1,Great", "“Great” is not a status"),
                arguments("partner,tier,owner\nBad Row,Tier 1,nobody@here.test", "Nobody among our active people"),
                arguments("partner,tier,partner_since\nBad Row,Tier 1,31.02.2026", "“31.02.2026” is not a date"),
                arguments("partner,tier,tier_since\nBad Row,Tier 1,2026-11-19", "still to come"),
                arguments("partner,tier,partner_since\nBad Row,Tier 1,0206-01-01", "too long ago"),
                arguments("partner,tier,domains\nBad Row,Tier 1,gmail.com", "is a free-mail domain"),
                arguments("partner,tier,domains\nBad Row,Tier 1,co.uk", "many companies have their own domains"),
                arguments("partner,tier,domains\nBad Row,Tier 1,acme", "“acme” is not a domain"),
                arguments("partner,tier,domains\nBad Row,Tier 1,onmicrosoft.com", "many companies"),
                arguments("partner,tier,contact_email\nBad Row,Tier 1,ann.at.acme", "is not an email address"),
                arguments(
                        "partner,tier,contact_email\nBad Row,Tier 1,not an address",
                        "“not an address” is not an email"),
                arguments("partner,tier,phase\nBad Row,Tier 1,Live", "A phase is 1, 2, 3 or 4, not “Live”"),
                arguments("partner,tier,contact_name,contact_role\nBad Row,Tier 1,Ann,Boss", "is not a contact's role"),
                arguments("partner,tier,contact_role\nBad Row,Tier 1,AE", "the row names none"),
                arguments("partner,tier,contact_name,key_contact\nBad Row,Tier 1,Ann,perhaps", "is yes or no"),
                arguments(
                        "partner,tier\nBad Row,Tier 1\nBad Row,Tier 2",
                        "Line 2 says tier “Tier 1” for the same partner"),
                arguments("partner,tier\nBad Row,Tier 1,more,cells", "The row has 4 cells"),
                arguments(
                        "partner,external_id,tier\nBad Row,X-twice,Tier 1\nBad Other,X-twice,Tier 1",
                        "Line 2 says partner “Bad Row” for the same partner, this row “Bad Other”"),
                arguments("partner,tier\n\"" + "x".repeat(201) + "\",Tier 1", "at most 200 characters"),
                arguments("external_id,tier\nno-such-id,Tier 1", "a new one needs a name"),
                arguments(
                        "partner,tier,contact_name,key_contact\nBad Row,Tier 1,Ann,yes\nBad Row,,Bob,yes",
                        "already has a key contact in line 2"),
                arguments(
                        "partner,tier,contact_name\nBad Row,Gold,Ann\nBad Row,,Bob",
                        "Line 2, which enters “Bad Row”, is refused"));
    }

    @ParameterizedTest
    @MethodSource("badRows")
    void aBadRowIsRefusedWithASentence(String file, String sentence) {
        var refused = bringing.dryRun(file).rows().stream()
                .filter(RowOutcome::refused)
                .toList();

        assertThat(refused.getLast().problems())
                .anySatisfy(problem -> assertThat(problem).contains(sentence));
    }

    @Test
    void allThatIsWrongWithARowIsSaidAtOnce() {
        var refused = bringing.dryRun("partner,tier,status,partner_since\nBad,Gold,Great,soon")
                .rows();

        assertThat(refused.getFirst().problems()).hasSize(3);
    }

    @Test
    void anAddressOfAContactElsewhereIsNoSecondContact() {
        var partner = samples.tierOne(name("Elsewhere"));
        var address = "eve@elsewhere-%d.test".formatted(partner.id());
        samples.contact(partner, "Eve", address);

        assertThat(bringing.dryRun("partner,tier,contact_email\nBad Row,Tier 1,%s".formatted(address))
                        .rows()
                        .getFirst()
                        .problems())
                .containsExactly("Eve is a contact of %s; for a move to Bad Row give the day in contact_from."
                        .formatted(partner.name()));
    }

    /** In half a minute where nothing else runs; here it is told how long, and held to what no machine takes. */
    @Test
    void tenThousandRowsAreShownImportedAndUndoneInAMinuteOrTwo() {
        var stem = name("Many");
        var file = new StringBuilder("partner,tier,partner_since,domains,contact_name,contact_email\n");
        for (var i = 0; i < 10_000; i++)
            file.append("%s %d,Tier %d,2025-01-01,m%d-%d.test,Ann %d,ann@m%d-%d.test\n"
                    .formatted(stem, i, 1 + i % 3, i, stem.hashCode() & 0xffff, i, i, stem.hashCode() & 0xffff));

        jdbc.sql("analyze").update(); // the database knows how small its tables are
        var id = bringing.begun(file.toString());
        var start = System.nanoTime();
        var table = bringing.table(id, file.toString());
        var shown = importing.dryRun(table, Map.of(), ADMIN, NOBODY_WATCHES);
        var looked = System.nanoTime();
        var result = importing.apply(id, "many.csv", table, Map.of(), shown.fingerprint(), ADMIN, NOBODY_WATCHES);
        jobs.applied(id, result);
        var imported = System.nanoTime();
        assertThat(result.newPartners()).isEqualTo(10_000);
        assertThat(importing
                        .dryRun(table, Map.of(), ADMIN, NOBODY_WATCHES)
                        .counts()
                        .changing())
                .isZero();
        var undoing = System.nanoTime();
        work.undo(jobs.find(id).orElseThrow(), ADMIN);
        var undone = System.nanoTime();

        System.out.printf(
                "10,000 rows: shown in %.1f s, imported in %.1f s, undone in %.1f s%n",
                (looked - start) / 1e9, (imported - looked) / 1e9, (undone - undoing) / 1e9);
        assertThat((imported - start) / 1e9).isLessThan(30);
        assertThat(jdbc.sql("select count(*) from partner where name like :stem")
                        .param("stem", stem + " %")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private ImportResult apply(String file) {
        assertThat(bringing.dryRun(file).rows()).noneMatch(RowOutcome::refused);
        return bringing.bring(file).result();
    }

    private List<String> text(String sql, long id) {
        return jdbc.sql(sql)
                .param("id", id)
                .query((row, index) -> row.getString(1))
                .list();
    }
}
