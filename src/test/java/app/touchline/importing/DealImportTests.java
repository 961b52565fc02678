package app.touchline.importing;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.importing.RowOutcome.Kind;
import app.touchline.partner.ContactRecords;
import app.touchline.partner.Partner;
import app.touchline.partner.PartnerRecords;
import app.touchline.team.SignedIn;
import app.touchline.testing.As;
import app.touchline.testing.DealSamples;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.Patience;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static app.touchline.testing.PartnerSamples.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Today is 2026-11-18. */
@TouchlineTest
class DealImportTests {

    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([0-9a-f]+)\"");

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PartnerSamples samples;

    @Autowired
    PartnerRecords partners;

    @Autowired
    ContactRecords contacts;

    @Autowired
    DealSamples deals;

    @Autowired
    TeamSamples team;

    private Bringing bringing;
    private Partner partner;
    private SignedIn admin = PartnerSamples.ADMIN;

    @Autowired
    void bringing(ApplicationContext context) {
        bringing = new Bringing(context);
    }

    @BeforeEach
    void aPartner() {
        partner = samples.tierOne(name("Deal Import"));
        admin = team.admin().signedIn();
    }

    @Test
    void aReportOfAnotherSystemIsUnderstoodShownAppliedAndUndone() {
        var won = DealSamples.customer();
        var open = DealSamples.customer();
        var file = """
                Opportunity ID,Deal Name,Account Name,Partner Account,Amount,Currency,Close Date,Stage,Loss Reason,Created Date,Colour
                %4$s-1,Platform for all,%1$s,%3$s,"$12,500.50",USD,03/31/2026,Closed Won,,01/15/2026,teal
                %4$s-2,,%2$s,%3$s,"8,000.00",USD,12/31/2026,Contract sent,,10/02/2026,
                %4$s-3,,%2$s x,%3$s,12k,USD,12/31/2026,Discovery,,10/02/2026,
                %4$s-4,,%2$s y,%3$s,500,USD,02/28/2026,Closed lost,,01/13/2026,
                """.formatted(won, open, partner.name(), name("OPP"));
        var job = brought(file);
        assertThat(get(job + "/columns"))
                .hasStatusOk()
                .bodyText()
                .contains("The description, under its heading")
                .containsPattern("value=\"customer\"[^>]*selected")
                .containsPattern("value=\"expected_close\"[^>]*selected");
        assertThat(post(job + "/columns")).hasRedirectedUrl(job + "/values");
        assertThat(get(job + "/values"))
                .bodyText()
                .contains("Contract sent", "Discovery")
                .containsPattern("value=\"negotiating\"[^>]*selected");
        assertThat(post(job + "/values", "stage-0", "negotiating", "stage-1", "qualified"))
                .hasRedirectedUrl(job);
        assertThat(get(job + "?show=refused"))
                .bodyText()
                .contains("“12k” is rounded; write all of it", "It is lost; say in lost_reason why.");
        assertThat(get(job + "?show=changes"))
                .bodyText()
                .contains("new deal, 12,500.50 USD, approved; Closed won", "2 new deals");
        assertThat(get(job + "/errors.csv")).bodyText().contains("12k,USD,12/31/2026", "is rounded");

        apply(job);

        assertThat(get(job)).bodyText().contains("Imported", "2 new deals", "Undo all of it");
        assertThat(row(won))
                .containsEntry("stage", "CLOSED_WON")
                .containsEntry("closed_on", java.sql.Date.valueOf("2026-03-31"))
                .containsEntry("currency", "USD")
                .containsEntry("standing", "APPROVED")
                .containsEntry("description", "Platform for all\nColour: teal");
        assertThat(timeline(won))
                .containsExactly(
                        "REGISTERED 2026-01-15",
                        "APPROVED 2026-01-15",
                        "MOVED 2026-01-15",
                        "WON 2026-03-31",
                        "IMPORTED 2026-11-18");
        assertThat(timeline(open))
                .containsExactly(
                        "REGISTERED 2026-10-02", "APPROVED 2026-10-02", "MOVED 2026-11-18", "IMPORTED 2026-11-18");
        assertThat(jdbc.sql(
                                "select distinct by_name from deal_event e join deal d on d.id = e.deal_id where d.customer = :c")
                        .param("c", won)
                        .query((row, index) -> row.getString(1))
                        .list())
                .singleElement()
                .asString()
                .endsWith(", by import");
        var externalId = String.valueOf(row(won).get("external_id"));
        assertThat(get("/deals/" + code(won))).hasStatusOk().bodyText().contains("Imported", "by import", externalId);
        assertThat(get("/deals?q=" + externalId)).bodyText().contains("Found", won);

        assertThat(get(job + "/undo")).hasStatusOk().bodyText().contains("Nothing of it was changed since");
        assertThat(post(job + "/undo")).hasRedirectedUrl(job);
        assertThat(count(won)).isZero();
    }

    @Test
    void theListOfDealsAsAFileBroughtAgainChangesNothing() {
        var manager = team.manager("Rhea Round");
        var other = samples.tierOne(name("Deal; sourced 5% & Sons"));
        var gone = samples.tierOne(name("Deal Incumbent"));
        samples.contact(partner, "Ines Part", "ines@p%d.test".formatted(partner.id()));
        var leaving = samples.contact(partner, "Left Long", "left@p%d.test".formatted(partner.id()));
        var brought = bringing.bring(
                Subject.DEALS,
                """
                customer,domain,contact,partner,owner,standing,registered_on,decided_on,decision_reason,protected_until,stage,stage_since,value,currency,expected_close,closed_on,won_value,lost_reason,lost_note,part,kind,territory,products,description,origin,partner_contact,incumbent,shares
                %1$s A,a-%2$s.test,"Tess, x@a.test",%3$s,%4$s,waiting,2026-11-01,,,,,,"1.234,50",EUR,2027-01-31,,,,,influenced,renewal,DACH,"One, two","Says ""so"" and
                more",lead,Ines Part,%5$s,
                %1$s B,,Jo,%3$s,%4$s,approved,2026-08-01,2026-08-03,As agreed,2026-10-01,negotiating,2026-09-09,7,JPY,2026-12-31,,,,,,,,,,,Left Long,%6$s,"%3$s sourced 66.67%%; %5$s influenced 33.33%%"
                %1$s C,,Jo,%3$s,%4$s,approved,2026-02-01,2026-02-03,,,closed_won,2026-05-02,100.10,USD,2026-06-30,2026-05-01,99.99,,,,,,,,,,,"%5$s sourced
                %3$s influenced"
                %1$s D,,Jo,%3$s,%4$s,approved,2026-02-01,,,,closed_lost,,100,USD,2026-06-30,,,Price,'=too dear,,,,,,,,,%3$s sourced 100
                =%1$s E,,Jo,%3$s,%4$s,declined,2026-02-01,2026-02-02,Too late,,,,100,USD,2026-06-30,,,,,,,,,,,,,"%3$s Influenced; %5$s: sourced"
                %1$s F,,Jo,%3$s,%4$s,withdrawn,2026-02-01,,Withdrew,,,,100,USD,2026-06-30,,,,,,,,,,
                %1$s G,,Jo,,%4$s,ours,2026-02-01,,,,qualified,2026-03-01,100,USD,2026-12-30,,,,,,,,,,own_sales,,,%5$s influenced
                """.formatted(
                                DealSamples.customer(),
                                partner.id(),
                                partner.name(),
                                manager.email(),
                                other.name(),
                                gone.name()),
                Map.of());
        assertThat(brought.result().rows()).noneMatch(RowOutcome::refused);
        contacts.archive(leaving.id(), admin);
        partners.archive(gone.id(), admin);
        var list = "/pipeline/list.%s?phase=all&owner=" + manager.id();

        for (var format : List.of("csv", "xlsx")) {
            var exported = bytes(mvc.get()
                    .uri(list.formatted(format))
                    .with(As.signedIn(admin))
                    .exchange());
            if (format.equals("csv"))
                assertThat(new String(exported, StandardCharsets.UTF_8))
                        .contains(
                                "partner_contact,incumbent,shares",
                                "Ines Part," + other.name(),
                                "Left Long,%s,%s sourced 66.67%%; %s influenced 33.33%%"
                                        .formatted(gone.name(), partner.name(), other.name()),
                                "%s sourced; %s influenced".formatted(other.name(), partner.name()),
                                partner.name() + " sourced 100%");
            var job = brought(exported);
            post(job + "/columns");
            assertThat(get(job))
                    .bodyText()
                    .as(format)
                    .contains("There is nothing to do: all of it is known already.")
                    .contains("<strong class=\"num\">7</strong>");
        }
    }

    @Test
    void aDealThatIsHereIsFollowedUpByItsIdAndWhatIsSettledStays() {
        var customer = DealSamples.customer();
        bringing.bring(
                Subject.DEALS,
                "external_id,customer,partner,value,currency,expected_close,registered_on\nE%1$s,%2$s,%3$s,500,EUR,2026-12-31,2026-11-02\n"
                        .formatted(partner.id(), customer, partner.name()),
                Map.of());
        assertThat(row(customer)).containsEntry("standing", "WAITING");
        var code = code(customer);

        var brought = bringing.bring(
                Subject.DEALS,
                "Registration ID,Amount,Close Date,Stage,Status,Won Value\n%s,600,2026-11-10,Closed won,Approved,590.00\n"
                        .formatted(code.toLowerCase(Locale.ROOT)),
                Map.of());

        assertThat(brought.result().rows())
                .extracting(RowOutcome::words)
                .containsExactly(List.of(
                        "value 500 EUR → 600 EUR",
                        "expected close 2026-12-31 → 2026-11-10",
                        "approved",
                        "Registered → Closed won"));
        assertThat(row(customer))
                .containsEntry("stage", "CLOSED_WON")
                .containsEntry("won_value", new java.math.BigDecimal("590.0000"))
                .containsEntry("closed_on", java.sql.Date.valueOf("2026-11-10"));
        assertThat(refusal("registration_id,stage\n%s,qualified\n".formatted(code)))
                .contains("is Closed won here, and the row says Qualified. Reopen it first.");
        assertThat(refusal("registration_id,value\n%s,7\n".formatted(code)))
                .contains("is closed here", "Reopen it first.");
        assertThat(refusal("external_id,registered_on\nE%s,2026-11-03\n".formatted(partner.id())))
                .contains("registered_on: of", "that stays");
        assertThat(refusal("registration_id,value\n%s,600\n%s,600\n".formatted(code, code)))
                .contains("Line 2 is about");
        bringing.undo(brought.job());
        assertThat(row(customer)).containsEntry("stage", "REGISTERED").containsEntry("standing", "WAITING");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "declined|2026-02-01||negotiating||only what is approved moves on",
                "approved|2026-02-01|2026-01-31|||It was decided on 2026-01-31, before it came in on 2026-02-01.",
                "approved|2026-02-01||closed_won|2026-01-30|It was closed on 2026-01-30, before it came in",
                "approved|2026-02-01||negotiating|2026-03-01|The row says closed_on, and that it is Negotiating",
                "waiting|2026-02-01|2026-02-02|||It was decided on 2026-02-02 and yet is waiting",
                "ours|2026-02-01||||our own sales', and the row names a partner",
                "approved|2026-12-01||||registered_on: 2026-12-01 is still to come",
                "undecided|2026-02-01||||“undecided” is none of Waiting for a decision, Approved"
            })
    void whatCannotHaveBeenSoIsRefused(
            String standing, String registered, String decided, String stage, String closed, String sentence) {
        assertThat(refusal(
                        "customer,partner,value,expected_close,standing,registered_on,decided_on,stage,closed_on\n%s,%s,5,2026-12-31,%s,%s,%s,%s,%s\n"
                                .formatted(
                                        DealSamples.customer(),
                                        partner.name(),
                                        standing,
                                        registered,
                                        orEmpty(decided),
                                        orEmpty(stage),
                                        orEmpty(closed))))
                .contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lead|sourced||A lead that we pass on was not sourced by the partner, who influences it.",
                "lead||%s sourced|A lead that we pass on was not sourced by the partner, who influences it.",
                "|Sourced and influenced||say in shares which partner has which part",
                "|sourced|%s influenced|The row says sourced as its part, and its shares say otherwise.",
                "||%s sourced 60%%; %s influenced 50%%|make 110 percent together",
                "||%s sourced 60%%; %s influenced|Either every partner has a share of the money or none has.",
                "||%2$s influenced|The partner whose deal it is has a part in it.",
                "||%s sourced; %s sourced|One partner sourced a deal",
                "||%s sourced; Nobody Such influenced|There is no partner with the name, external id or domain “Nobody Such”",
                "||%s 60%%|says no shares; write each partner with its part",
                "||%s sourced 0.001%%|A share is between 0.01 and 100 percent"
            })
    void sharesThatCannotBeSoAreRefused(String origin, String part, String shares, String sentence) {
        var other = samples.tierOne(name("Deal Sharing"));
        assertThat(refusal("customer,partner,value,expected_close,origin,part,shares\n%s,%s,5,2026-12-31,%s,%s,%s\n"
                        .formatted(
                                DealSamples.customer(),
                                partner.name(),
                                orEmpty(origin),
                                orEmpty(part),
                                orEmpty(shares).formatted(partner.name(), other.name()))))
                .contains(sentence);
    }

    @Test
    void whoHasPartInADealThatIsHereIsFollowedByItsSharesOrItsPart() {
        var other = samples.tierOne(name("Deal Sharing"));
        var customer = DealSamples.customer();
        var code = deals.registered(partner.id(), customer, admin).code().words();
        var brought = bringing.bring(
                Subject.DEALS,
                "registration_id,shares\n%s,%s influenced 40; %s sourced 60\n"
                        .formatted(code, partner.name(), other.name()),
                Map.of());
        assertThat(brought.result().rows())
                .extracting(RowOutcome::words)
                .containsExactly(
                        List.of("shares %s sourced 60%%, %s influenced 40%%".formatted(other.name(), partner.name())));
        assertThat(shares(customer)).containsExactly("INFLUENCED 40.00", "SOURCED 60.00");
        assertThat(refusal("registration_id,part\n%s,sourced\n".formatted(code)))
                .contains("Several partners have part in", "say in shares which has which part");
        bringing.bring(
                Subject.DEALS, "registration_id,shares\n%s,%s sourced 100\n".formatted(code, partner.name()), Map.of());
        bringing.bring(Subject.DEALS, "registration_id,part\n%s,influenced\n".formatted(code), Map.of());
        assertThat(shares(customer)).containsExactly("INFLUENCED 100.00");
    }

    @Test
    void aPartnerInTheArchiveStaysOnWhatIsHereAndGetsNothingNew() {
        var gone = samples.tierOne(name("Deal Archived"));
        var here = deals.registered(gone.id(), DealSamples.customer(), admin);
        partners.archive(gone.id(), admin);
        assertThat(bringing.dryRun(
                                Subject.DEALS,
                                "registration_id,partner\n%s,%s\n"
                                        .formatted(here.code().words(), gone.name()),
                                Map.of())
                        .rows())
                .extracting(RowOutcome::kind)
                .containsExactly(Kind.KNOWN);
        assertThat(refusal("customer,partner,value,expected_close\n%s,%s,5,2026-12-31\n"
                        .formatted(DealSamples.customer(), gone.name())))
                .contains("“%s” is in the archive; restore it first.".formatted(gone.name()));
    }

    private List<String> shares(String customer) {
        return jdbc.sql(
                        "select s.part || ' ' || s.percent from deal_share s join deal d on d.id = s.deal_id where d.customer = :c order by s.part")
                .param("c", customer)
                .query((row, index) -> row.getString(1))
                .list();
    }

    /** The partner has nobody of that name: it is kept where it can be read, also of a deal that is here. */
    @Test
    void aPartnersContactWhomNobodyKnowsStandsInTheDescription() {
        var customer = DealSamples.customer();
        var file =
                "external_id,customer,partner,value,currency,expected_close,description,partner_contact\nU%d,%s,%s,5,EUR,2027-02-01,Told,%s\n";
        bringing.bring(Subject.DEALS, file.formatted(partner.id(), customer, partner.name(), "Una Known"), Map.of());
        assertThat(row(customer)).containsEntry("description", "Told\nPartner contact: Una Known");
        assertThat(bringing.dryRun(
                                Subject.DEALS,
                                file.formatted(partner.id(), customer, partner.name(), "Una Known"),
                                Map.of())
                        .rows())
                .extracting(RowOutcome::kind)
                .containsExactly(Kind.KNOWN);
        bringing.bring(Subject.DEALS, file.formatted(partner.id(), customer, partner.name(), "Another"), Map.of());
        assertThat(row(customer)).containsEntry("description", "Told\nPartner contact: Another");
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Test
    void whoeverIsAfterTheSameCustomerWaitsForADecisionOnThePageAndIsAConflictAfterwards() {
        var customer = DealSamples.customer();
        var rival = deals.registered(samples.tierOne(name("Deal Rival")).id(), customer, admin);
        var job = brought("customer,partner,value,expected_close,stage\n%s Ltd,%s,500,2026-12-31,qualified\n"
                .formatted(customer, partner.name()));
        post(job + "/columns");
        assertThat(get(job))
                .bodyText()
                .contains("In conflict with " + rival.words(), "Another, new deal", "1</strong> waits for a decision")
                .doesNotContain("Import all of it");
        assertThat(get(job + "/errors.csv")).bodyText().contains("Not decided: In conflict with");

        post(job + "/decisions", "name-0", "line 2", "decision-0", "new");
        apply(job);

        assertThat(jdbc.sql("select state from deal_conflict where other_id = :rival")
                        .param("rival", rival.id())
                        .query((row, index) -> row.getString(1))
                        .list())
                .containsExactly("OPEN");
        post(job + "/undo");
        assertThat(jdbc.sql("select count(*) from deal_event where deal_id = :rival and kind = 'CONFLICT'")
                        .param("rival", rival.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aRowWithoutAnIdMayBeADealThatIsHere() {
        var customer = DealSamples.customer();
        var here = deals.registered(partner.id(), customer, admin);
        var file = "customer,partner,value,currency,expected_close\n%s,%s,%s,EUR,2027-02-01\n";

        assertThat(bringing.dryRun(Subject.DEALS, file.formatted(customer, partner.name(), "12500"), Map.of())
                        .rows())
                .extracting(RowOutcome::kind)
                .containsExactly(Kind.KNOWN);
        var other = file.formatted(customer, partner.name(), "13000");
        assertThat(bringing.dryRun(Subject.DEALS, other, Map.of()).rows())
                .containsExactly(
                        new RowOutcome(2, Kind.UNDECIDED, customer + " · " + partner.name(), List.of(here.words())));
        assertThat(bringing.dryRun(
                                Subject.DEALS,
                                other,
                                Map.of("line 2", Book.key(here.code().words())))
                        .rows())
                .extracting(RowOutcome::words)
                .containsExactly(List.of("value 12,500 EUR → 13,000 EUR"));
        assertThat(bringing.dryRun(Subject.DEALS, other, Map.of("line 2", "new"))
                        .newDeals())
                .isEqualTo(1);
    }

    /** A file that nobody wrote by hand: nothing of it is taken in, nothing breaks, nothing is told at length. */
    @Test
    void aHostileFileIsRefusedRowByRow() {
        var long300 = "x".repeat(300);
        var file = new StringBuilder(
                "registration_id,customer,domain,partner,value,currency,expected_close,stage,owner,description\n");
        for (var row : List.of(
                "'; drop table deal; --,a,,%s,5,EUR,2027-01-01,,,".formatted(partner.name()),
                "222-223,a,,%s,5,EUR,2027-01-01,,,".formatted(partner.name()),
                ",%s,,%s,5,EUR,2027-01-01,,,".formatted(long300, partner.name()),
                ",a,<script>,%s,5,EUR,2027-01-01,,,".formatted(partner.name()),
                ",a,,%s,99999999999999999999999999,EUR,2027-01-01,,,".formatted(partner.name()),
                ",a,,%s,5,€€€,2027-01-01,,,".formatted(partner.name()),
                ",a,,%s,5,EUR,9999-99-99,,,".formatted(partner.name()),
                ",a,,%s,5,EUR,2500-01-01,,,".formatted(partner.name()),
                ",a,,%s,5,EUR,2027-01-01,closed_won_,,".formatted(partner.name()),
                ",a,,nobody %s,5,EUR,2027-01-01,,,".formatted(long300),
                ",a,,%s,5,EUR,2027-01-01,,root,".formatted(partner.name()),
                ",a,,%s,5,EUR,2027-01-01,,,%s".formatted(partner.name(), "y".repeat(21_000)),
                ",a,,,5,EUR,2027-01-01,,,")) file.append(row).append('\n');

        var result = bringing.dryRun(Subject.DEALS, file.toString(), Map.of());

        assertThat(result.rows())
                .filteredOn(row -> !row.refused())
                .extracting(RowOutcome::line)
                .containsExactly(2L);
        assertThat(result.rows()).allSatisfy(row -> assertThat(row.words()).isNotEmpty());
    }

    /** With -Ddeals.imported=5000 as many as a programme of some years has. */
    @Test
    void aThousandDealsAreLookedAtBroughtAndTakenBackInBoundedTime() {
        var count = Integer.getInteger("deals.imported", 1_000);
        var file = new StringBuilder(
                "external_id,customer,partner,value,currency,registered_on,expected_close,stage,lost_reason\n");
        var stem = UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        for (var i = 0; i < count; i++)
            file.append("M%1$d-%2$d,%3$s %4$s,%5$s,%2$d.50,EUR,2026-01-%6$02d,2026-%7$s,%8$s\n"
                    .formatted(
                            partner.id(),
                            i + 1,
                            stem,
                            Long.toString(1_000_000L * i + 7, 36),
                            partner.name(),
                            1 + i % 28,
                            i % 20 == 0 ? "12-15" : "04-15",
                            i % 20 == 0 ? "negotiating," : i % 2 == 0 ? "closed_won," : "closed_lost,Price"));
        var start = System.nanoTime();

        var brought = bringing.bring(Subject.DEALS, file.toString(), Map.of());

        assertThat(brought.result().newDeals()).isEqualTo(count);
        assertThat(jdbc.sql("select sum(worth) from deal_worth where partner_id = :id")
                        .param("id", partner.id())
                        .query(java.math.BigDecimal.class)
                        .single())
                .isEqualByComparingTo(java.math.BigDecimal.valueOf(count * (count + 1L) / 2 * 100 + count * 50L, 2));
        assertThat(bringing.undo(brought.job()).records()).hasSize(count);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(40L * count + 60_000));
    }

    private String refusal(String file) {
        return String.join(
                " ",
                bringing.dryRun(Subject.DEALS, file, Map.of()).rows().getLast().problems());
    }

    private Map<String, @Nullable Object> row(String customer) {
        return jdbc.sql("select * from deal where customer = :customer")
                .param("customer", customer)
                .query()
                .singleRow();
    }

    private String code(String customer) {
        var code = String.valueOf(row(customer).get("code"));
        return code.substring(0, 3) + "-" + code.substring(3);
    }

    private List<String> timeline(String customer) {
        return jdbc.sql(
                        "select e.kind || ' ' || e.day from deal_event e join deal d on d.id = e.deal_id where d.customer = :c order by e.id")
                .param("c", customer)
                .query((row, index) -> row.getString(1))
                .list();
    }

    private long count(String customer) {
        return jdbc.sql("select count(*) from deal where customer = :customer")
                .param("customer", customer)
                .query(Long.class)
                .single();
    }

    private String brought(String file) {
        return brought(file.getBytes(StandardCharsets.UTF_8));
    }

    private String brought(byte[] file) {
        var answer = mvc.post()
                .uri("/admin/import")
                .multipart()
                .file("file", file)
                .param("subject", "deals")
                .with(As.signedIn(admin))
                .with(csrf())
                .exchange();
        assertThat(answer).hasStatus3xxRedirection();
        var url = String.valueOf(answer.getResponse().getRedirectedUrl());
        return url.substring(0, url.lastIndexOf('/'));
    }

    private void apply(String job) {
        var shown = SHOWN.matcher(body(get(job)))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        post(job + "/application", "shown", shown);
        get(job);
    }

    /** Once what is under way has ended: a busy machine takes longer than a request waits. */
    private MvcTestResult get(String path) {
        var answer = new AtomicReference<MvcTestResult>();
        Patience.until("what is under way has ended", () -> {
            answer.set(mvc.get().uri(path).with(As.signedIn(admin)).exchange());
            return !body(answer.get()).contains("import-working");
        });
        return answer.get();
    }

    private MvcTestResult post(String path, String... parameters) {
        var request = mvc.post().uri(path).with(As.signedIn(admin)).with(csrf());
        for (var i = 0; i < parameters.length; i += 2) request = request.param(parameters[i], parameters[i + 1]);
        return request.exchange();
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(MvcTestResult result) {
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsByteArray();
    }
}
