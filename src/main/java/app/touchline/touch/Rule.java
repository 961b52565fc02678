package app.touchline.touch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import app.touchline.touch.Nature.Reason;

/** By what a message was found to be a person's or a machine's; each touch keeps and shows the one that decided. */
public enum Rule {
    CONTENT_CLASS_CALENDAR(Reason.CALENDAR, "Content-Class"),
    CONTENT_TYPE_CALENDAR(Reason.CALENDAR, "Content-Type"),
    CALENDAR_PART(Reason.CALENDAR, "a calendar part"),
    DELIVERY_REPORT(Reason.BOUNCE, "a delivery report"),
    DISPOSITION_REPORT(Reason.RECEIPT, "a disposition report"),
    FEEDBACK_REPORT(Reason.BULK, "a feedback report"),
    FAILED_RECIPIENTS(Reason.BOUNCE, "X-Failed-Recipients"),
    EXCHANGE_NDR(Reason.BOUNCE, "X-MS-Exchange-Message-Is-Ndr"),
    NULL_RETURN_PATH(Reason.BOUNCE, "an empty Return-Path"),
    FROM_MAIL_SYSTEM(Reason.BOUNCE, "the sender is a mail system"),
    AUTO_SUBMITTED_REPLIED(Reason.AUTO_REPLY, "Auto-Submitted"),
    X_AUTOREPLY(Reason.AUTO_REPLY, "X-Autoreply"),
    PRECEDENCE_AUTO_REPLY(Reason.AUTO_REPLY, "Precedence"),
    MAILBOX_RULES_AGENT(Reason.AUTO_REPLY, "a mailbox rule of the sender"),
    AUTO_SUBMITTED(Reason.AUTO_GENERATED, "Auto-Submitted"),
    PRECEDENCE_BULK(Reason.BULK, "Precedence"),
    LIST_POST(Reason.LIST_HUMAN, "List-Post or a reply on a list"),
    LIST_ANNOUNCEMENT(Reason.BULK, "List-Id"),
    LIST_UNSUBSCRIBE(Reason.BULK, "List-Unsubscribe"),
    FEEDBACK_ID(Reason.BULK, "Feedback-ID"),
    FROM_ROLE_ACCOUNT(Reason.AUTO_GENERATED, "the sender takes no answers"),
    AUTO_REPLY_SUBJECT(Reason.AUTO_REPLY, "the subject"),
    MASS_OUTBOUND(Reason.BULK_OUT, "more recipients than one writes to by hand"),
    TOOK_PLACE(null, "a meeting that took place"),
    ALL_OF_THEM_DECLINED(Reason.DECLINED, "a calendar"),
    OTHERWISE(null, "no sign of a machine");

    private static final Map<String, Rule> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Rule::id, Function.identity()));

    private final @Nullable Reason reason;
    private final String words;
    private final String id;

    Rule(@Nullable Reason reason, String words) {
        this.reason = reason;
        this.words = words;
        this.id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As it is stored and counted: "auto-submitted-replied". */
    public String id() {
        return id;
    }

    public static Rule of(String id) {
        return BY_ID.getOrDefault(id, OTHERWISE);
    }

    /** What gave it away, for a page. */
    public String words() {
        return words;
    }

    public Nature nature() {
        return reason == null ? new Nature.Human(this) : new Nature.Automatic(reason, this);
    }

    /** Whether it stands in a calendar, and is no message. */
    public boolean isMeeting() {
        return this == TOOK_PLACE || this == ALL_OF_THEM_DECLINED;
    }

    /** What such a touch is: EMAIL or MEETING. */
    String touchKind() {
        return isMeeting() ? "MEETING" : "EMAIL";
    }

    /** "HUMAN", or the reason why not. */
    public String kind() {
        return reason == null ? "HUMAN" : reason.name();
    }

    /**
     * Of several copies of a message some may have passed a mailing list, which adds its marks: a copy without them tells
     * that a person wrote to us. Any other mark of a machine is its author's and holds for all copies. The lower decides.
     */
    int precedence() {
        if (reason == null) return 100;
        return switch (reason) {
            case LIST_HUMAN, BULK -> 200 + ordinal();
            case CALENDAR, BOUNCE, RECEIPT, AUTO_REPLY, AUTO_GENERATED, BULK_OUT, DECLINED -> ordinal();
        };
    }
}
