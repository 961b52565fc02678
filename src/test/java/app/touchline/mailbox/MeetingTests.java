package app.touchline.mailbox;

import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.graph.standin.Answer;
import app.touchline.mailbox.graph.standin.StandInEvent;
import app.touchline.mailbox.graph.standin.StandInMailbox;
import app.touchline.partner.Partner;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;
import app.touchline.touch.TouchJudgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Meetings with partners that took place are touches; all others leave no trace. */
@TouchlineTest
class MeetingTests extends InATenant {

    @Autowired
    TeamSamples team;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TouchJudgement judgement;

    @Autowired
    LeavingOut leavingOut;

    @Autowired
    Forgetting forgetting;

    private int events;
    private long id;

    @BeforeEach
    void calendarsAreRead() {
        standIn.permissions.add("Calendars.ReadBasic.All");
        connections.readMeetings(connection, true, Who.TOUCHLINE);
        id = connect(box);
    }

    /** An hour long, begun so long ago, organised by us, with somebody of the partner's. */
    private StandInEvent meeting(Duration ago) {
        var start = clock.instant().minus(ago);
        var n = ++events;
        var event = new StandInEvent("event-" + n, n + "@" + domain, start, start.plus(Duration.ofHours(1)), ours);
        event.response = "organizer";
        return put(box, event.with(theirs));
    }

    private static StandInEvent put(StandInMailbox mailbox, StandInEvent event) {
        synchronized (mailbox) {
            mailbox.calendar.add(event);
        }
        return event;
    }

    /** The same meeting as it stands in a guest's calendar. */
    private StandInEvent copyIn(StandInMailbox mailbox, StandInEvent meeting) {
        var copy =
                new StandInEvent(meeting.id + "-copy", meeting.iCalUId, meeting.start, meeting.end, meeting.organizer);
        copy.type = meeting.type;
        meeting.attendees.forEach(each -> copy.with(each.address(), each.type(), "none"));
        return put(mailbox, copy);
    }

    private void anHourLater() {
        passes(Duration.ofMinutes(61));
        readToTheEnd(id);
    }

    private record Found(String kind, String counts, Instant at) {}

    private List<Found> found() {
        return jdbc.sql("""
                select t.kind, tp.counts, t.occurred_at from touch_partner tp join touch t on t.id = tp.touch_id
                where tp.partner_id = :partner order by t.occurred_at
                """)
                .param("partner", partner.id())
                .query((row, index) -> new Found(
                        row.getString(1), row.getString(2), row.getTimestamp(3).toInstant()))
                .list();
    }

    private List<String> credits() {
        return jdbc.sql("""
                select distinct c.member_id || ' ' || c.why from touch_credit c join touch_partner tp on tp.touch_id = c.touch_id
                where tp.partner_id = :partner
                """)
                .param("partner", partner.id())
                .query((row, index) -> String.valueOf(row.getString(1)))
                .list();
    }

    @Test
    void aMeetingThatTookPlaceIsATouchThatCountsAlways() {
        var meeting = meeting(Duration.ofDays(2));
        readToTheEnd(id);
        assertThat(found()).containsExactly(new Found("MEETING", "ALWAYS", meeting.start));
        anHourLater();
        anHourLater();
        assertThat(found()).hasSize(1);
        assertThat(mvc.get().uri("/partners/" + partner.id()).with(As.a(Role.VIEWER)))
                .hasStatusOk()
                .bodyText()
                .contains("in the calendar of 1 mailbox");
    }

    @Test
    void whatAMailboxLeavesOutIsNoneAndGoesWhereItWas() {
        meeting(Duration.ofDays(2));
        readToTheEnd(id);
        assertThat(found()).hasSize(1);
        leavingOut.leaveOut(id, domain, Who.TOUCHLINE);
        forgetting.of(id);
        assertThat(found()).isEmpty();
        anHourLater();
        assertThat(found()).isEmpty();
    }

    @Test
    void aMeetingWithAPersonWhoIsErasedStaysWithoutAName() {
        var meeting = meeting(Duration.ofDays(2));
        readToTheEnd(id);
        assertThat(mvc.post()
                        .uri("/admin/privacy/erasure")
                        .param("address", theirs)
                        .with(As.a(Role.ADMIN))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        anHourLater();
        anHourLater();
        assertThat(found()).containsExactly(new Found("MEETING", "ALWAYS", meeting.start));
        assertThat(jdbc.sql("select count(*) from touch_party where address = :address")
                        .param("address", theirs)
                        .query(Long.class)
                        .single())
                .isZero();
        meeting.cancelled = true;
        anHourLater();
        assertThat(found()).isEmpty();
    }

    @Test
    void whatDidNotTakePlaceIsNone() {
        meeting(Duration.ofMinutes(30)); // not over yet
        meeting(Duration.ofDays(-1));
        meeting(Duration.ofDays(2)).cancelled = true;
        meeting(Duration.ofDays(2)).allDay = true;
        meeting(Duration.ofDays(3)).showAs = "oof";
        meeting(Duration.ofDays(3)).response = "declined";
        readToTheEnd(id);
        assertThat(found()).isEmpty();
        anHourLater();
        assertThat(found()).as("the one that was under way is over").hasSize(1);
    }

    @Test
    void ifAllOfThemDeclinedItDoesNotCountWhoeverTells() {
        var meeting = meeting(Duration.ofDays(2)).with("second@" + domain, "optional", "declined");
        var guest = standIn.user("guest." + domain + "@ours.test");
        meeting.with(guest.address);
        copyIn(guest, meeting);
        readToTheEnd(id);
        assertThat(found()).extracting(Found::counts).containsExactly("ALWAYS");
        meeting.with(theirs, "required", "declined");
        anHourLater();
        readToTheEnd(connect(guest));
        assertThat(found()).extracting(Found::counts).containsExactly("NO");
        meeting.with(theirs, "required", "accepted");
        anHourLater();
        assertThat(found()).extracting(Found::counts).containsExactly("ALWAYS");
    }

    /** The organiser's calendar knows who declined, and a guest's does not: read first, last or again. */
    @ParameterizedTest
    @ValueSource(
            strings = {"organiser guest", "guest organiser", "guest organiser guest organiser", "organiser guest guest"
            })
    void ofTwoPartnersTheOneOfWhomAllDeclinedWasNotThereWhoeverIsReadFirst(String order) {
        var other = partners.tierOne("Other " + domain + order);
        var theirDomain = "other" + order.length() + "-" + domain;
        partners.domain(other, theirDomain);
        var meeting = meeting(Duration.ofDays(2)).with("pat@" + theirDomain, "required", "declined");
        var guest = standIn.user("guest." + domain + "@ours.test");
        meeting.with(guest.address);
        copyIn(guest, meeting);
        var guests = connect(guest);
        for (var whose : order.split(" ")) {
            passes(Duration.ofMinutes(61));
            readToTheEnd(whose.equals("guest") ? guests : id);
        }
        assertThat(found()).extracting(Found::counts).containsExactly("ALWAYS");
        assertThat(touchesOf(other)).isZero();

        meeting.with("pat@" + theirDomain, "required", "accepted");
        anHourLater();
        assertThat(touchesOf(other)).isEqualTo(1);
        meeting.with(theirs, "required", "declined");
        anHourLater();
        readToTheEnd(guests);
        assertThat(touchesOf(other)).isEqualTo(1);
        assertThat(found()).isEmpty();
    }

    private long touchesOf(Partner other) {
        return jdbc.sql("select count(*) from touch_partner where partner_id = :id")
                .param("id", other.id())
                .query(Long.class)
                .single();
    }

    @Test
    void whatIsCancelledMovedOrDeclinedWeeksLaterIsSeenTheNextDay() {
        var cancelled = meeting(Duration.ofDays(80));
        var moved = meeting(Duration.ofDays(60));
        var declined = meeting(Duration.ofDays(40));
        var stays = meeting(Duration.ofDays(30));
        readToTheEnd(id);
        assertThat(found()).hasSize(4);
        cancelled.cancelled = true;
        moved.start = moved.start.plus(Duration.ofDays(10));
        moved.end = moved.end.plus(Duration.ofDays(10));
        declined.with(theirs, "required", "declined");
        anHourLater();
        assertThat(found()).extracting(Found::counts).containsOnly("ALWAYS").hasSize(4);
        passes(Duration.ofDays(1));
        readToTheEnd(id);
        assertThat(found())
                .containsExactly(
                        new Found("MEETING", "ALWAYS", moved.start),
                        new Found("MEETING", "NO", declined.start),
                        new Found("MEETING", "ALWAYS", stays.start));
    }

    @Test
    void oneMeetingInThreeCalendarsIsOneTouchAndEachOccurrenceOfASeriesIsOne() {
        var first = meeting(Duration.ofDays(9));
        var second = meeting(Duration.ofDays(2));
        second.iCalUId = first.iCalUId;
        first.type = "occurrence";
        second.type = "occurrence";
        for (var name : List.of("a.", "b.")) {
            var guest = standIn.user(name + domain + "@ours.test");
            copyIn(guest, first);
            copyIn(guest, second);
            readToTheEnd(connect(guest));
        }
        readToTheEnd(id);
        assertThat(found()).extracting(Found::at).containsExactly(first.start, second.start);
    }

    @Test
    void whatIsMovedOrCancelledAfterwardsTheTouchFollows() {
        var moved = meeting(Duration.ofDays(3));
        var cancelled = meeting(Duration.ofDays(4));
        var deleted = meeting(Duration.ofDays(5));
        var later = meeting(Duration.ofDays(6));
        readToTheEnd(id);
        assertThat(found()).hasSize(4);
        moved.start = moved.start.plus(Duration.ofDays(1));
        moved.end = moved.end.plus(Duration.ofDays(1));
        cancelled.cancelled = true;
        box.calendar.remove(deleted);
        later.start = clock.instant().plus(Duration.ofDays(6));
        later.end = later.start.plus(Duration.ofHours(1));
        anHourLater();
        assertThat(found()).extracting(Found::at).containsExactly(moved.start);
        passes(Duration.ofDays(7));
        readToTheEnd(id);
        assertThat(found()).extracting(Found::at).containsExactly(moved.start, later.start);
    }

    @Test
    void anOldCalendarThatIsClearedTakesNoTouchAway() {
        var old = meeting(Duration.ofDays(60));
        readToTheEnd(id);
        assertThat(found()).extracting(Found::at).containsExactly(old.start);
        box.calendar.clear();
        partners.domain(partner, "more-" + domain); // all is read again
        anHourLater();
        assertThat(found()).hasSize(1);
    }

    @Test
    void meetingsAmongOurselvesAndWithStrangersLeaveNoTrace() {
        var internal = meeting(Duration.ofDays(2));
        internal.attendees.clear();
        internal.with("colleague@ours.test");
        var stranger = meeting(Duration.ofDays(2));
        stranger.attendees.clear();
        stranger.with("canary-" + domain + "@nowhere-at-all.test").with(theirs, "resource", "none");
        var before = everything();
        readToTheEnd(id);
        assertThat(found()).isEmpty();
        assertThat(everything()).isEqualTo(before);
    }

    private long everything() {
        return jdbc.sql("select (select count(*) from touch) + (select count(*) from touch_sighting)")
                .query(Long.class)
                .single();
    }

    @Test
    void whatAPersonLeavesOutOfTheirMailboxIsLeftOutOfTheirCalendar() {
        meeting(Duration.ofDays(2));
        jdbc.sql("insert into mailbox_exclusion (mailbox_id, what, at) values (:id, :what, now())")
                .param("id", id)
                .param("what", theirs)
                .update();
        readToTheEnd(id);
        assertThat(found()).isEmpty();
    }

    @Test
    void aPartnerEnteredLaterBringsItsMeetings() {
        var other = "later-" + domain;
        var meeting = meeting(Duration.ofDays(100));
        meeting.attendees.clear();
        meeting.with("kim@" + other);
        readToTheEnd(id);
        assertThat(found()).isEmpty();
        partners.domain(partner, other);
        anHourLater();
        assertThat(found()).extracting(Found::at).containsExactly(meeting.start);
    }

    @Test
    void theOrganiserGetsTheCreditElseOursWhoWereThere() {
        var dana = team.member("Dana " + domain, Role.PARTNER_MANAGER);
        var omar = team.member("Omar " + domain, Role.PARTNER_MANAGER);
        var meeting = meeting(Duration.ofDays(2));
        meeting.organizer = dana.email();
        meeting.with(omar.email());
        readToTheEnd(id);
        assertThat(credits()).containsExactly(dana.id() + " ORGANISER");
        meeting.organizer = theirs;
        meeting.response = "accepted";
        meeting.with(dana.email(), "required", "declined");
        anHourLater();
        assertThat(credits()).contains(omar.id() + " ATTENDEE").doesNotContain(dana.id() + " ATTENDEE");
    }

    @Test
    void aDiscardedMeetingStaysDiscarded() {
        meeting(Duration.ofDays(2));
        readToTheEnd(id);
        var touch = jdbc.sql("select touch_id from touch_partner where partner_id = :p")
                .param("p", partner.id())
                .query(Long.class)
                .single();
        judgement.discard(
                touch, team.member("Judge of " + domain, Role.OPS_LEAD).signedIn());
        anHourLater();
        assertThat(found()).extracting(Found::counts).containsExactly("NO");
    }

    @Test
    void severalPagesAndYearsAreReadAndNothingButTheTimesAndThePeople() {
        for (int i = 0; i < 40; i++) meeting(Duration.ofDays(4L * i + 1));
        standIn.instead = (request, usual) -> {
            if (!request.path().getLast().equals("calendarView")) return null;
            assertThat(request.query().get("$select")).doesNotContain("subject").doesNotContain("body");
            return usual.get();
        };
        readToTheEnd(id);
        assertThat(found()).hasSize(40);
        assertThat(standIn.count(request -> request.path().getLast().equals("calendarView")))
                .isGreaterThan(3);
    }

    @Test
    void withoutThePermissionMailIsReadAndThePageSaysWhatIsMissing() {
        standIn.permissions.remove("Calendars.ReadBasic.All");
        box.deliver("inbox", mail(1));
        meeting(Duration.ofDays(2));
        readToTheEnd(id);
        assertThat(found()).extracting(Found::kind).containsExactly("EMAIL");
        assertThat(state(id)).isEqualTo("LIVE");
        assertThat(page()).contains("Calendars.ReadBasic.All or Calendars.Read");
        standIn.permissions.add("Calendars.Read");
        anHourLater();
        assertThat(found()).extracting(Found::kind).containsExactlyInAnyOrder("EMAIL", "MEETING");
        assertThat(page()).contains("The calendars of 1 of 1 mailbox are read").doesNotContain("does not let the app");
    }

    private String page() {
        var body = mvc.get()
                .uri("/admin/microsoft365/" + connection)
                .with(As.a(Role.ADMIN))
                .exchange()
                .getResponse();
        try {
            return body.getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void calendarsAreReadOnlyWhereAnAdminWantsThat() {
        connections.readMeetings(connection, false, Who.TOUCHLINE);
        meeting(Duration.ofDays(2));
        readToTheEnd(id);
        assertThat(found()).isEmpty();
        assertThat(standIn.count(request -> request.path().getLast().equals("calendarView")))
                .isZero();
    }

    @Test
    void aPauseThatTheCalendarAsksForIsTheMailboxs() {
        meeting(Duration.ofDays(2));
        standIn.instead =
                (request, usual) -> request.path().getLast().equals("calendarView") ? Answer.throttled(300) : null;
        @Nullable Slice last = null;
        for (int turns = 0; turns < 5 && !(last instanceof Slice.Later); turns++) last = sync.runSlice(id);
        assertThat(last).isEqualTo(new Slice.Later(Duration.ofSeconds(300)));
        standIn.instead = (request, usual) -> null;
        passes(Duration.ofSeconds(301));
        readToTheEnd(id);
        assertThat(found()).hasSize(1);
    }
}
