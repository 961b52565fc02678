package app.touchline.mailbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import com.google.common.hash.Hashing;
import org.jspecify.annotations.Nullable;

import app.touchline.mailbox.Meeting.Attendee;
import app.touchline.partner.Suppressed;
import app.touchline.touch.Copy;
import app.touchline.touch.Credit;
import app.touchline.touch.Direction;
import app.touchline.touch.PartyRole;
import app.touchline.touch.Rule;

/**
 * Looks at one meeting after the other against one state of the directory, by the same rule as at mail: who is on it and whose
 * is that. Nothing comes of meetings among ourselves and with strangers.
 */
record MeetingSorting(Directory directory, LeftOut leftOut, Instant now) {

    /** Where meetings stand among a mailbox's copies. */
    static final String PLACE = "calendar:";

    /** Where those stand that its user organised. */
    static final String ORGANISED = PLACE + "organised:";

    /** Nobody sits with more. */
    private static final int MOST = 500;

    /** Empty where it is nothing to be kept, or did not take place. */
    Optional<Copy> copy(Meeting meeting) {
        if (!meeting.tookPlace(now)) return Optional.empty();
        var there = addresses(meeting, attendee -> !attendee.declined());
        if (isKept(there, meeting)) return Optional.of(copy(meeting, there, Rule.TOOK_PLACE));
        var invited = addresses(meeting, attendee -> true);
        return isKept(invited, meeting)
                ? Optional.of(copy(meeting, invited, Rule.ALL_OF_THEM_DECLINED))
                : Optional.empty();
    }

    /** It took place with somebody who was erased since, and with nobody else of a partner's: what is on record of it stays. */
    boolean staysForAnErasedPerson(Meeting meeting) {
        if (!meeting.tookPlace(now)) return false;
        var invited = addresses(meeting, attendee -> true).keySet();
        return invited.stream().anyMatch(Suppressed::standsForSomebody)
                && !leftOut.covers(invited, meeting.start(), meeting.start());
    }

    private String shown(String address) {
        return directory.suppressed().shown(address);
    }

    /** Names it among the mailbox's copies. */
    String id(Meeting meeting) {
        return (meeting.organised() ? ORGANISED : PLACE) + key(meeting);
    }

    /** Whether an id is this meeting's, whoever organised it, or would be if it began at another time. */
    static boolean names(String id, Meeting meeting, Instant start) {
        return id.endsWith(":" + key(meeting, start));
    }

    private boolean isKept(Map<String, PartyRole> addresses, Meeting meeting) {
        return !leftOut.covers(addresses.keySet(), meeting.start(), meeting.start())
                && Attribution.of(addresses.keySet(), directory, meeting.start())
                        .isKept();
    }

    /** An erased person stands there without a name. */
    private Map<String, PartyRole> addresses(Meeting meeting, Predicate<Attendee> which) {
        var addresses = new LinkedHashMap<String, PartyRole>();
        if (!meeting.organiser().isEmpty()) addresses.put(shown(meeting.organiser()), PartyRole.FROM);
        meeting.attendees().stream()
                .filter(which)
                .limit(MOST)
                .forEach(each ->
                        addresses.putIfAbsent(shown(each.address()), each.optional() ? PartyRole.CC : PartyRole.TO));
        return addresses;
    }

    private Copy copy(Meeting meeting, Map<String, PartyRole> addresses, Rule rule) {
        var key = key(meeting);
        return new Copy(
                id(meeting),
                "meeting:" + key,
                null,
                meeting.start(),
                meeting.start(),
                null,
                Direction.BOTH,
                rule,
                shown(meeting.organiser()),
                null,
                addresses,
                credits(meeting),
                List.of());
    }

    /** Each occurrence is a meeting of its own. */
    private static String key(Meeting meeting) {
        return key(meeting, meeting.start());
    }

    private static String key(Meeting meeting, Instant start) {
        return Hashing.sha256()
                .hashString(meeting.id() + "|" + start.getEpochSecond(), StandardCharsets.UTF_8)
                .toString();
    }

    private List<Credit> credits(Meeting meeting) {
        var organiser = member(meeting.organiser());
        if (organiser != null) return List.of(new Credit(organiser, null, Credit.Why.ORGANISER));
        return meeting.attendees().stream()
                .filter(each -> !each.declined())
                .map(each -> Optional.ofNullable(member(each.address())))
                .flatMap(Optional::stream)
                .distinct()
                .map(member -> new Credit(member, null, Credit.Why.ATTENDEE))
                .toList();
    }

    private @Nullable Long member(String address) {
        var own = directory.own(address);
        return own == null ? null : own.memberId();
    }
}
