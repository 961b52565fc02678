package app.touchline.agenda;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.action.Action.Plan;
import app.touchline.action.ActionType;
import app.touchline.action.NextSteps;
import app.touchline.deal.DealDecisions;
import app.touchline.deal.DealRecords;
import app.touchline.partner.Partner;
import app.touchline.team.Member;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.DealSamples;
import app.touchline.testing.PartnerSamples;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TestClock;
import app.touchline.testing.TouchRows;
import app.touchline.testing.TouchlineTest;
import app.touchline.today.MyDay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** The morning mail by a real SMTP server, the calendar as its program asks for it, and both beside the list. */
@TouchlineTest
@TestPropertySource(
        properties = "spring.application.name=OutgoingMailTests") // with those: there is one server and one outbox
class AgendaTests {

    private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 18);
    private static final Pattern TODAY_IN_THE_BAR = Pattern.compile(
            "<span class=\"bar-label\">Today</span>\\s*(?:<span class=\"bar-count[^\"]*\">([^<]*)</span>)?");
    private static final String[] WORKDAYS = {"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"};

    @Autowired
    MockMvcTester mvc;

    @Autowired
    MorningRound round;

    @Autowired
    RecurringTask<Void> sendMail;

    @Autowired
    NextSteps steps;

    @Autowired
    MyDay days;

    @Autowired
    DealSamples deals;

    @Autowired
    DealRecords dealRecords;

    @Autowired
    DealDecisions dealDecisions;

    @Autowired
    PartnerSamples partners;

    @Autowired
    TeamSamples team;

    @Autowired
    TouchRows touches;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void aServerTakesMail() {
        smtp.start();
        jdbc.sql("delete from morning_mail").update();
        jdbc.sql("delete from outgoing_mail").update();
        jdbc.sql("delete from smtp_server").update();
        jdbc.sql(
                        "update programme set zone = 'Europe/Berlin', known_since = '2026-01-01', base_url = 'https://touchline.test'")
                .update();
        assertThat(mvc.post()
                        .uri("/admin/mail")
                        .param("host", "127.0.0.1")
                        .param("port", "" + smtp.getSmtp().getPort())
                        .param("protection", "NONE")
                        .param("fromAddress", "touchline@ours.test")
                        .param("fromName", "Touchline")
                        .param("username", "")
                        .param("password", "")
                        .param("version", "-1")
                        .with(csrf())
                        .with(As.a(Role.ADMIN)))
                .hasStatus3xxRedirection();
    }

    @AfterEach
    void itStops() {
        smtp.stop();
        jdbc.sql("update programme set base_url = null").update();
    }

    private Partner partner(Member owner, int daysSinceTouch) {
        var partner = partners.partner(PartnerSamples.name("Agenda"), 1, owner.id(), null);
        touches.sent(partner.id(), TestClock.START.minusSeconds(86_400L * daysSinceTouch));
        return partner;
    }

    private void action(Member of, Partner partner, LocalDate due) {
        steps.set(of.signedIn(), partner.id(), new Plan(ActionType.FOLLOW_UP, "call them; at last, do", due, of.id()));
    }

    private MvcTestResult want(Member member, String at, String... days) {
        return mvc.post()
                .uri("/me/morning")
                .param("wanted", "true")
                .param("at", at)
                .param("day", days)
                .with(csrf())
                .with(As.signedIn(member.signedIn()))
                .exchange();
    }

    private List<MimeMessage> mails() {
        round.go();
        sendMail.execute(null, null);
        return List.of(smtp.getReceivedMessages());
    }

    private static String text(MimeMessage mail) throws Exception {
        return ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString();
    }

    private static String html(MimeMessage mail) throws Exception {
        return ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent().toString();
    }

    private MimeMessage mailTo(Member member) throws Exception {
        wantNow(member);
        var mail = mails().getLast();
        assertThat(mail.getAllRecipients()[0].toString()).contains(member.email());
        return mail;
    }

    private String get(Member member, String path) throws Exception {
        return mvc.get()
                .uri(path)
                .with(As.signedIn(member.signedIn()))
                .exchange()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void theMorningMailSaysWhatTheListSays() throws Exception {
        var dana = team.manager("Dana Weiss");
        var overdue = partner(dana, 1);
        action(dana, overdue, WEDNESDAY.minusDays(3));
        var slipped = partner(dana, 20);
        assertThat(want(dana, "11:30", WORKDAYS)).hasRedirectedUrl("/me/morning");
        assertThat(mails()).isEmpty();
        clock.set(Instant.parse("2026-11-18T10:30:00Z"));
        var mail = mails().getFirst();
        assertThat(mail.getSubject()).isEqualTo("Wednesday 18 November: 1 overdue, 1 slipped");
        assertThat(mail.getAllRecipients()[0].toString()).contains(dana.email());
        assertThat(text(mail))
                .contains(
                        "OVERDUE",
                        "* " + overdue.name() + " (Tier 1): Follow-up · call them; at last, do, 3 d late",
                        "SLIPPED, NOBODY ON IT",
                        "* " + slipped.name(),
                        "20 d of 7",
                        "https://touchline.test/",
                        "There you change or stop it.");
        assertThat(html(mail)).contains("href=\"https://touchline.test/partners/" + overdue.id() + "\"");
        assertThat(get(dana, "/")).contains("1 overdue, 1 slipped");
    }

    @Test
    void whileAMailboxIsNotReadTheMorningMailSaysThatItMayMissMail() throws Exception {
        var dana = team.manager("Dana Waits");
        action(dana, partner(dana, 1), WEDNESDAY.minusDays(3));
        jdbc.sql("""
                insert into mailbox (address, member_id, host, port, tls, username, secret, floor, acknowledged_at,
                                     acknowledgement, created_at)
                values ('0behind@ours.test', :dana, 'h', 993, 'TLS', 'u', '', '2026-01-01', now(), 'OWNER', now())
                """).param("dana", dana.id()).update();
        var said = "0behind@ours.test is being read for the first time";
        var mail = mailTo(dana);
        assertThat(text(mail)).contains("This may miss mail: " + said);
        assertThat(html(mail)).contains("This may miss mail: " + said);
        jdbc.sql("delete from mailbox where address = '0behind@ours.test'").update();
        assertThat(text(mailTo(dana))).doesNotContain("0behind@ours.test");
    }

    @Test
    void oneMailADayHoweverManyNodesAndRestarts() throws Exception {
        var dana = team.manager("Dana Weiss");
        action(dana, partner(dana, 1), WEDNESDAY);
        want(dana, "11:00", WORKDAYS);
        try (var nodes = Executors.newFixedThreadPool(4)) {
            var running = new ArrayList<CompletableFuture<Void>>();
            for (int node = 0; node < 8; node++) running.add(CompletableFuture.runAsync(round::go, nodes));
            for (var each : running) each.get();
        }
        assertThat(mails()).hasSize(1);
        want(dana, "12:00", WORKDAYS);
        clock.set(Instant.parse("2026-11-18T11:00:00Z"));
        assertThat(mails()).as("another time the same day").hasSize(1);
        clock.set(Instant.parse("2026-11-19T11:00:00Z"));
        assertThat(mails()).as("the next day").hasSize(2);
    }

    @Test
    void nothingIsSentWhereNothingIsDueNorToWhoDidNotAsk() {
        var dana = team.manager("Dana Weiss");
        var partner = partner(dana, 1);
        want(dana, "11:00", WORKDAYS);
        var ben = team.manager("Ben Ortiz");
        action(ben, partner, WEDNESDAY);
        assertThat(mails()).isEmpty();
        action(dana, partner, WEDNESDAY);
        assertThat(mails()).as("it was looked at eleven").isEmpty();
        clock.set(Instant.parse("2026-11-19T10:00:00Z"));
        assertThat(mails()).hasSize(1);
        assertThat(mvc.post().uri("/me/morning").with(csrf()).with(As.signedIn(dana.signedIn())))
                .hasRedirectedUrl("/me/morning");
        clock.set(Instant.parse("2026-11-20T10:00:00Z"));
        assertThat(mails()).hasSize(1);
        assertThat(audit(dana)).containsExactly("wants the morning mail", "wants no morning mail");
    }

    @Test
    void whatIsNoTimeOrNoDayIsRefused() {
        var dana = team.manager("Dana Weiss");
        assertThat(want(dana, "soon", WORKDAYS)).hasStatus(422).bodyText().contains("Write a time like 07:30.");
        assertThat(want(dana, "07:00", "SOMEDAY")).hasStatus(422).bodyText().contains("Choose at least one day");
    }

    private List<String> audit(Member member) {
        return jdbc.sql(
                        "select what from audit_entry where about = 'member' and about_id = :id and by_id = :id order by id")
                .param("id", member.id())
                .query((row, index) -> row.getString("what"))
                .list();
    }

    private String calendarOf(Member member, String formKey) {
        var made = mvc.post()
                .uri("/me/calendar")
                .param("formKey", formKey)
                .with(csrf())
                .with(As.signedIn(member.signedIn()))
                .exchange();
        var address = made.getMvcResult().getFlashMap().get("address");
        return address == null ? "" : address.toString().replace("https://touchline.test", "");
    }

    @Test
    void aCalendarProgramReadsTheActionsByTheAddressAloneUntilItIsRevoked() throws Exception {
        var dana = team.manager("Dana Weiss");
        var partner = partner(dana, 1);
        action(dana, partner, WEDNESDAY.plusDays(5));
        var key = "7a1b1d3e-0000-4000-8000-000000000001";
        var address = calendarOf(dana, key);
        assertThat(calendarOf(dana, key)).as("sent twice").isEmpty();
        var answer = mvc.get().uri(address).exchange();
        assertThat(answer).hasStatusOk().headers().hasValue("Cache-Control", "private, no-cache");
        assertThat(answer.getResponse().getContentType()).startsWith("text/calendar");
        assertThat(answer.getRequest().getSession(false)).isNull();
        var text = answer.getResponse().getContentAsString();
        assertThat(text.lines()).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
        assertThat(text).contains("\r\nDTSTART;VALUE=DATE:20261123\r\n");
        var event = events(text).getFirst();
        assertThat(event.getSummary().getValue()).isEqualTo(partner.name() + ": Follow-up · call them; at last, do");
        assertThat(event.getUrl().getValue()).isEqualTo("https://touchline.test/partners/" + partner.id());

        var etag = Objects.requireNonNull(answer.getResponse().getHeader("ETag"));
        assertThat(mvc.get().uri(address).header("If-None-Match", etag)).hasStatus(304);
        clock.set(TestClock.START.plusSeconds(86_400));
        assertThat(mvc.get().uri(address).header("If-None-Match", etag))
                .as("nothing changed")
                .hasStatus(304);
        action(dana, partner, WEDNESDAY.plusDays(6));
        assertThat(mvc.get().uri(address).header("If-None-Match", etag)).hasStatusOk();

        assertThat(mvc.get().uri(address.replaceFirst("-[^.]{5}", "-AAAAA"))).hasStatus(404);
        assertThat(mvc.get().uri(address.replaceFirst("/calendar/\\d+", "/calendar/999999999")))
                .hasStatus(404);
        assertThat(mvc.get().uri("/calendar/nonsense")).hasStatus(404);
        assertThat(get(dana, "/me/morning")).contains("last read").doesNotContain(address);
        var another = calendarOf(dana, "7a1b1d3e-0000-4000-8000-000000000002");
        assertThat(mvc.get().uri(address)).hasStatus(404);
        assertThat(mvc.get().uri(another)).hasStatusOk();
        mvc.post()
                .uri("/me/calendar/revocation")
                .with(csrf())
                .with(As.signedIn(dana.signedIn()))
                .exchange();
        assertThat(mvc.get().uri(another)).hasStatus(404);
        assertThat(audit(dana))
                .containsExactly("made a calendar address", "made a calendar address", "revoked the calendar address");
    }

    private static List<VEvent> events(String text) {
        return Biweekly.parse(text).first().getEvents();
    }

    /** An action of Nick's ends with his day, in New York; a partner of his slips with the programme's, in Berlin. */
    @Test
    void oneMinuteBeforeMidnightListBarMailCalendarAndFileAgree() throws Exception {
        var nick = team.memberIn(ZoneId.of("America/New_York"), "Nick York", Role.PARTNER_MANAGER);
        var acting = partner(nick, 1);
        action(nick, acting, WEDNESDAY);
        var slipping = partner(nick, 7);
        var address = calendarOf(nick, "7a1b1d3e-0000-4000-8000-000000000003");

        agree(
                nick,
                address,
                "2026-11-18T22:59:00Z",
                "1 due today, 1 due soon",
                "1 due",
                List.of("due_today", "due_soon"));
        agree(
                nick,
                address,
                "2026-11-18T23:00:00Z",
                "1 due today, 1 slipped",
                "1 due",
                List.of("due_today", "slipped"));
        agree(
                nick,
                address,
                "2026-11-19T04:59:00Z",
                "1 due today, 1 slipped",
                "1 due",
                List.of("due_today", "slipped"));
        agree(nick, address, "2026-11-19T05:00:00Z", "1 overdue, 1 slipped", "1 late", List.of("overdue", "slipped"));
        assertThat(slipping.id()).isPositive();
    }

    /** What of deals waits until the end of the programme's day, in Berlin: said alike by list, file and mail, narrowed alike. */
    @Test
    void ofDealsTheListItsWordsTheFileAndTheMailSayTheSame() throws Exception {
        var lead = team.opsLead();
        var nick = team.memberIn(ZoneId.of("America/New_York"), "Nick York", Role.PARTNER_MANAGER);
        var partner = partners.partner(PartnerSamples.name("Agenda"), 2, nick.id(), null);
        jdbc.sql("delete from deal_reminder").update();
        clock.set(Instant.parse("2026-11-16T09:00:00Z"));
        var protectedDeal = deals.registered(partner.id(), DealSamples.customer(), nick.signedIn());
        dealDecisions.approve(protectedDeal.id(), "", lead.signedIn(), dealRecords.now(lead.signedIn()));
        clock.set(Instant.parse("2027-01-28T13:00:00Z")); // a Thursday: due on Monday
        var waiting = deals.registered(partner.id(), DealSamples.customer(), nick.signedIn());

        sayAlike(nick, "2027-01-30T22:59:00Z", "", List.of(), "", "");
        sayAlike(nick, "2027-01-30T23:00:00Z", "1 protection ending", List.of("protection"), "", "2027-02-14");
        sayAlike(lead, "2027-01-31T22:59:00Z", "", List.of(), "", "2027-02-01");
        sayAlike(lead, "2027-01-31T23:00:00Z", "1 registration to decide", List.of("decision"), "1 due", "2027-02-01");
        sayAlike(lead, "2027-02-01T15:00:00Z", "1 registration to decide", List.of("decision"), "1 late", "2027-02-01");
        sayAlike(nick, "2027-02-13T22:59:00Z", "1 protection ending", List.of("protection"), "", "2027-02-14");
        sayAlike(nick, "2027-02-13T23:00:00Z", "1 protection ending", List.of("protection"), "1 due", "2027-02-14");
        sayAlike(nick, "2027-02-14T22:59:00Z", "1 protection ending", List.of("protection"), "1 due", "2027-02-14");
        sayAlike(nick, "2027-02-14T23:00:00Z", "", List.of(), "", "");
        clock.set(Instant.parse("2027-02-01T15:00:00Z"));
        var decide = "Decide " + waiting.details().customer().name();
        var facts = "%s · %s · 12,500 EUR".formatted(waiting.code().words(), partner.name());
        var mail = mailTo(lead);
        assertThat(mail.getSubject()).isEqualTo("Monday 1 February: 1 registration to decide");
        assertThat(text(mail))
                .contains(
                        "DEALS",
                        "* %s (Tier 2): %s, was due Mon 1 Feb, ".formatted(partner.name(), decide),
                        "  " + facts);
        assertThat(html(mail))
                .contains(
                        decide,
                        facts,
                        "was due Mon 1 Feb, ",
                        "href=\"https://touchline.test/deals/%s\""
                                .formatted(waiting.code().words()));
        assertThat(text(mailTo(nick)))
                .contains(
                        "* %s (Tier 2): Protection of %s ends, ends in 13 d"
                                .formatted(
                                        partner.name(),
                                        protectedDeal.details().customer().name()),
                        protectedDeal.code().words())
                .doesNotContain(decide);
        assertThat(get(lead, "/?who=mine"))
                .contains("Decide " + waiting.details().customer().name(), "was due Mon 1 Feb");
        var tierTwo = partner.tier().id();
        assertThat(get(lead, "/?who=all&tier=" + tierTwo)).contains("1 registration to decide, 1 protection ending");
        assertThat(get(lead, "/today.csv?who=all&tier=" + tierTwo)).contains("decision,", "protection,");
        var tierOne = partners.tier(1).id();
        assertThat(get(lead, "/?who=all&tier=" + tierOne)).doesNotContain("to decide", "protection ending");
        assertThat(get(lead, "/today.csv?who=all&tier=" + tierOne)).doesNotContain("decision,", "protection,");
    }

    /** @param event the day of the one event about deals in the calendar; empty for none */
    private void sayAlike(Member who, String at, String words, List<String> reasons, String bar, String event)
            throws Exception {
        clock.set(Instant.parse(at));
        var page = get(who, "/?who=mine");
        if (words.isEmpty()) assertThat(page).doesNotContain("to decide", "protection ending");
        else assertThat(page).contains(words);
        assertThat(inTheBar(page)).as(at).isEqualTo(bar);
        assertThat(get(who, "/today.csv?who=mine")
                        .lines()
                        .skip(1)
                        .map(line -> line.split(",")[0])
                        .filter(reason ->
                                List.of("decision", "appeal", "protection").contains(reason)))
                .containsExactlyElementsOf(reasons);
        var said = days.of(who.signedIn(), clock.instant());
        assertThat(said.words().endsWith(words)).isTrue();
        assertThat(said.parts().stream()
                        .filter(part -> part.words().equals("Deals"))
                        .mapToInt(part -> part.count())
                        .sum())
                .isEqualTo(reasons.size());
        assertThat(eventsAboutDeals(who))
                .extracting(AgendaTests::day)
                .containsExactlyElementsOf(event.isEmpty() ? List.of() : List.of(LocalDate.parse(event)));
    }

    private static String inTheBar(String page) {
        var entry = TODAY_IN_THE_BAR.matcher(page);
        assertThat(entry.find()).isTrue();
        var count = entry.group(1);
        return count == null ? "" : count;
    }

    private List<VEvent> eventsAboutDeals(Member who) throws Exception {
        var address = calendarOf(who, UUID.randomUUID().toString());
        return events(mvc.get().uri(address).exchange().getResponse().getContentAsString()).stream()
                .filter(event -> !event.getUid().getValue().startsWith("action-"))
                .toList();
    }

    private static LocalDate day(VEvent event) {
        var start = event.getDateStart().getValue().getRawComponents();
        return LocalDate.of(start.getYear(), start.getMonth(), start.getDate());
    }

    private void wantNow(Member who) {
        jdbc.sql("""
                insert into morning_mail (member_id, at_time, weekdays)
                values (:member, cast(cast(:now as timestamptz) at time zone :zone as time), :days)
                on conflict (member_id) do update set at_time = excluded.at_time, last_day = null
                """)
                .param("member", who.id())
                .param("now", Timestamp.from(clock.instant()))
                .param("zone", who.zone().getId())
                .param("days", WORKDAYS)
                .update();
    }

    private void agree(Member who, String calendar, String at, String words, String bar, List<String> reasons)
            throws Exception {
        clock.set(Instant.parse(at));
        assertThat(get(who, "/")).contains(words).contains(">" + bar + "<");
        assertThat(get(who, "/today.csv").lines().skip(1).map(line -> line.split(",")[0]))
                .containsExactlyElementsOf(reasons);
        wantNow(who);
        var mail = mails().getLast();
        assertThat(mail.getSubject()).endsWith(": " + words);
        var today = clock.instant().atZone(who.zone()).toLocalDate();
        var events = events(mvc.get().uri(calendar).exchange().getResponse().getContentAsString());
        var due = day(events.getFirst());
        assertThat(due.isBefore(today)).isEqualTo(words.contains("overdue"));
        assertThat(due.equals(today)).isEqualTo(words.contains("due today"));
    }
}
