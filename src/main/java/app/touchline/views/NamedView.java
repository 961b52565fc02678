package app.touchline.views;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import app.touchline.partner.TrackerField;
import app.touchline.views.View.Condition;
import app.touchline.views.View.Operator;

import static app.touchline.partner.TrackerField.*;

/** The views that exist from the start. */
enum NamedView {
    ALL_PARTNERS(
            "All partners",
            "Everyone in the programme, by name.",
            new View(List.of(), false, plainColumns(), PARTNER, false, CADENCE)),
    DAILY_ACTION(
            "Daily action",
            "Next actions that are overdue, the oldest first.",
            new View(
                    List.of(new Condition(NEXT_ACTION_DATE, Operator.LESS, "today")),
                    false,
                    List.of(
                            PARTNER,
                            TIER,
                            NEXT_ACTION_DATE,
                            NEXT_ACTION_TYPE,
                            NEXT_ACTION,
                            NEXT_ACTION_WHO,
                            DAYS_SINCE_TOUCH,
                            BLOCKERS),
                    NEXT_ACTION_DATE,
                    false,
                    null)),
    NINETY_DAY_TESTS(
            "90-day tests",
            "Partners whose test is on track or at risk, by the day on which it ends.",
            new View(
                    List.of(new Condition(TEST_VERDICT, Operator.IS, "On track|At risk")),
                    false,
                    List.of(
                            PARTNER,
                            OWNER,
                            TEST_GOAL,
                            TEST_START,
                            TEST_END,
                            TEST_VERDICT,
                            INTROS_MADE,
                            QUALIFIED_CONVERSATIONS),
                    TEST_END,
                    false,
                    null)),
    PERFORMANCE(
            "Performance",
            "What came of each partner, closed won first.",
            new View(
                    List.of(),
                    false,
                    List.of(
                            PARTNER,
                            TIER,
                            OWNER,
                            INTROS_MADE,
                            QUALIFIED_CONVERSATIONS,
                            LEADS,
                            DEALS_BROUGHT_IN,
                            CLOSED_WON,
                            PIPELINE_VALUE),
                    CLOSED_WON,
                    true,
                    null)),
    NEEDS_ATTENTION(
            "Needs attention",
            "More than 30 days since the last touch, or slipped.",
            new View(
                    List.of(
                            new Condition(DAYS_SINCE_TOUCH, Operator.MORE, "30"),
                            new Condition(CADENCE, Operator.IS, "Slipped")),
                    true,
                    List.of(
                            PARTNER,
                            TIER,
                            OWNER,
                            STATUS,
                            CADENCE,
                            LAST_TOUCH,
                            DAYS_SINCE_TOUCH,
                            NEXT_ACTION_DATE,
                            NEXT_ACTION,
                            BLOCKERS),
                    DAYS_SINCE_TOUCH,
                    true,
                    null)),
    ACTIVE_PARTNERSHIPS(
            "Active partnerships",
            "Partners some of whose people bring deals.",
            new View(
                    List.of(new Condition(REPS_BRINGING_DEALS, Operator.MORE, "0")),
                    false,
                    List.of(
                            PARTNER,
                            TIER,
                            OWNER,
                            REPS_BRINGING_DEALS,
                            REPS_ENGAGED,
                            REPS_TOTAL,
                            INTROS_MADE,
                            DEALS_BROUGHT_IN,
                            LAST_TOUCH),
                    REPS_BRINGING_DEALS,
                    true,
                    null)),
    POLITE_PASSES(
            "Polite passes",
            "Companies that did not qualify, with the reason.",
            new View(
                    List.of(new Condition(TrackerField.POLITE_PASS, Operator.FILLED, "")),
                    false,
                    List.of(
                            PARTNER,
                            TYPE,
                            TrackerField.POLITE_PASS,
                            POLITE_PASS_ON,
                            ICP_MATCH,
                            ECONOMICS,
                            OWNER,
                            NOTES),
                    PARTNER,
                    false,
                    null));

    static final List<TrackerField> DEFAULT_COLUMNS = plainColumns();

    private static List<TrackerField> plainColumns() {
        return List.of(PARTNER, TIER, OWNER, STATUS, CADENCE, LAST_TOUCH, NEXT_ACTION_DATE);
    }

    private final String words;
    private final String meaning;
    private final View view;

    NamedView(String words, String meaning, View view) {
        this.words = words;
        this.meaning = meaning;
        this.view = view;
    }

    public String words() {
        return words;
    }

    public String meaning() {
        return meaning;
    }

    View view() {
        return view;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<NamedView> coded(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }
}
