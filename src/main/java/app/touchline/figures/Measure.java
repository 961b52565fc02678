package app.touchline.figures;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A number (or a day) about a partner that nobody types: computed, with what was brought along from an older tracker. */
public enum Measure {
    REPS_TOTAL(Group.REPS, "Reps", "People who are at the partner now: contacts that are not archived."),
    REPS_ENGAGED(
            Group.REPS,
            "Reps engaged",
            "Of the people there now, those who wrote to us, met us or spoke with us in the last 90 days.",
            90),
    REPS_BRINGING_DEALS(
            Group.REPS,
            "Reps bringing deals",
            "Of the people there now, those who made an intro in the last 365 days.",
            365),
    REPS_WHO_DELIVER(
            Group.REPS,
            "Reps who deliver",
            "Of the people there now, those one of whose intros became a qualified conversation in the last 365 days.",
            365),
    INTROS_MADE(Group.PERFORMANCE, "Intros made", "Intros noted of the partner."),
    QUALIFIED_CONVERSATIONS(
            Group.PERFORMANCE, "Qualified conversations", "Intros that became a qualified conversation."),
    LEADS(Group.PERFORMANCE, "Leads", "Leads counted in the weekly updates."),
    DEALS_BROUGHT_IN(
            Group.PERFORMANCE,
            "Deals brought in",
            "Deals the partner sourced, by the day they were registered; neither declined nor withdrawn, and without the leads we passed on."),
    CLOSED_WON(
            Group.PERFORMANCE,
            "Closed won",
            "What deals were won for that the partner sourced, its share of them, in the programme's currency by the rate of the day each was won. What it influenced is counted apart."),
    PIPELINE_VALUE(
            Group.PERFORMANCE,
            "Pipeline value",
            "The value of open deals the partner sourced that were approved, its share of them, in the programme's currency by today's rate. What it influenced is counted apart."),
    FIRST_TOUCH(
            Group.ACTIVITY,
            "First touch",
            "The day of the oldest message, meeting or call with the partner, in either direction, by a person."),
    LAST_ENGAGEMENT(
            Group.ACTIVITY,
            "Last engagement",
            "The day of the newest message from the partner that a person wrote, or of the newest meeting or call."),
    MESSAGES_SENT(Group.ACTIVITY, "Messages sent", "Messages that our people wrote to the partner."),
    CALLS_BOOKED(Group.ACTIVITY, "Calls booked", "Meetings that took place and calls, with the partner.");

    /** Numbers that are shown together. */
    public enum Group {
        REPS,
        PERFORMANCE,
        ACTIVITY;

        public List<Measure> measures() {
            return Arrays.stream(Measure.values())
                    .filter(measure -> measure.group == this)
                    .toList();
        }
    }

    private final Group group;
    private final String words;
    private final String definition;
    private final int periodDays;

    Measure(Group group, String words, String definition) {
        this(group, words, definition, 0);
    }

    Measure(Group group, String words, String definition, int periodDays) {
        this.group = group;
        this.words = words;
        this.definition = definition;
        this.periodDays = periodDays;
    }

    public Group group() {
        return group;
    }

    public String words() {
        return words;
    }

    /** What it counts, in a sentence. */
    public String definition() {
        return definition;
    }

    /** A day instead of a number. */
    public boolean isDay() {
        return this == FIRST_TOUCH || this == LAST_ENGAGEMENT;
    }

    /** Whether it follows from touches, most of which are captured mail. */
    public boolean restsOnMail() {
        return group == Group.ACTIVITY || this == REPS_ENGAGED;
    }

    /** How far back it looks; 0: all the way. An opening value lapses when its day lies further back. */
    public int periodDays() {
        return periodDays;
    }

    /** As addresses and files write it: {@code intros-made}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Measure> coded(String code) {
        return Arrays.stream(values())
                .filter(measure -> measure.code().equals(code))
                .findFirst();
    }
}
