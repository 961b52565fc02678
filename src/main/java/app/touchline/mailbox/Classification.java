package app.touchline.mailbox;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import app.touchline.touch.Direction;
import app.touchline.touch.Rule;

/**
 * Whether a person wrote a message: rules on its headers, of which the first that holds decides. A pure function.
 *
 * @param ours whether an address is one of ours
 * @param mostRecipients to more addresses that are not ours nobody writes by hand
 */
record Classification(Message message, Direction direction, Predicate<String> ours, int mostRecipients) {

    private static final Set<String> MAIL_SYSTEMS = Set.of("mailer-daemon", "postmaster", "mail-daemon", "mdaemon");

    private static final Pattern ROLE_ACCOUNT =
            Pattern.compile("no-?reply|do-?not-?reply|bounces?|notifications?|mailer|root|nobody|listserv|majordomo");

    private static final Pattern ANSWER_OR_FORWARD =
            Pattern.compile("^(?:(?:re|fwd?|aw|wg|sv|vs|tr|rv|antw|ref|doorst)\\s*(?:\\[\\d+])?\\s*[:：]\\s*)+");

    /** What decides, stands at its beginning. */
    private static final int SUBJECT_READ = 500;

    private static final List<String> AUTO_REPLY_SUBJECTS = List.of(
            "out of office",
            "automatic reply",
            "autoreply",
            "abwesenheit",
            "automatische antwort",
            "réponse automatique",
            "absence",
            "respuesta automática",
            "fuera de la oficina",
            "risposta automatica",
            "autosvar",
            "automatisch antwoord",
            "自動返信",
            "自动回复");

    static Rule of(Message message, Direction direction, Predicate<String> ours, int mostRecipients) {
        return new Classification(message, direction, ours, mostRecipients).rule();
    }

    private Rule rule() {
        var rule = calendar();
        if (rule == null) rule = report();
        if (rule == null) rule = mailSystem();
        if (rule == null) rule = automatic();
        if (rule == null && direction == Direction.RECEIVED) rule = bulk();
        if (rule == null && autoReplySubject()) rule = Rule.AUTO_REPLY_SUBJECT;
        if (rule == null && direction == Direction.SENT && toTheMany()) rule = Rule.MASS_OUTBOUND;
        return rule == null ? Rule.OTHERWISE : rule;
    }

    private @Nullable Rule calendar() {
        if (value("content-class").equals("urn:content-classes:calendarmessage")) return Rule.CONTENT_CLASS_CALENDAR;
        if (mimeType().equals("text/calendar")) return Rule.CONTENT_TYPE_CALENDAR;
        var more = message.more();
        return more != null && more.calendarPart() ? Rule.CALENDAR_PART : null;
    }

    private @Nullable Rule report() {
        if (!mimeType().equals("multipart/report")) return null;
        return switch (parameter(value("content-type"), "report-type")) {
            case "", "delivery-status", "global-delivery-status" -> Rule.DELIVERY_REPORT; // global: RFC 6533
            case "disposition-notification", "global-disposition-notification" -> Rule.DISPOSITION_REPORT;
            case "feedback-report" -> Rule.FEEDBACK_REPORT;
            default -> null;
        };
    }

    private @Nullable Rule mailSystem() {
        if (message.has("x-failed-recipients")) return Rule.FAILED_RECIPIENTS;
        if (message.has("x-ms-exchange-message-is-ndr")) return Rule.EXCHANGE_NDR;
        if (nullReturnPath()) {
            var reply = autoReply(); // RFC 3834 wants answers by machine to have no return path either
            return reply != null ? reply : Rule.NULL_RETURN_PATH;
        }
        return MAIL_SYSTEMS.contains(authorsLocalPart()) || authorsName().startsWith("mail delivery")
                ? Rule.FROM_MAIL_SYSTEM
                : null;
    }

    private boolean nullReturnPath() {
        var path = value("return-path").replace(" ", "");
        var bare = path.replace("<", "").replace(">", "");
        return path.equals("<>") || bare.equals("mailer-daemon") || bare.startsWith("mailer-daemon@");
    }

    private @Nullable Rule automatic() {
        var reply = autoReply();
        if (reply != null) return reply;
        return message.has("auto-submitted")
                        && !firstWord(value("auto-submitted")).equals("no")
                ? Rule.AUTO_SUBMITTED
                : null;
    }

    private @Nullable Rule autoReply() {
        if (firstWord(value("auto-submitted")).startsWith("auto-replied")) return Rule.AUTO_SUBMITTED_REPLIED;
        for (var header : List.of("x-autoreply", "x-autorespond", "x-autoresponder"))
            if (message.has(header) && !value(header).equals("no")) return Rule.X_AUTOREPLY;
        if (Set.of("auto_reply", "auto-reply").contains(value("precedence"))) return Rule.PRECEDENCE_AUTO_REPLY;
        return value("x-ms-exchange-generated-message-source").contains("mailbox rules agent")
                ? Rule.MAILBOX_RULES_AGENT
                : null;
    }

    /** Asked of mail to us only: sales tools put such headers on mail that our people write one by one. */
    private @Nullable Rule bulk() {
        var precedence = value("precedence");
        if (precedence.equals("bulk") || precedence.equals("junk")) return Rule.PRECEDENCE_BULK;
        if (message.has("list-id") || message.has("list-post") || precedence.equals("list"))
            return writtenOnTheList() ? Rule.LIST_POST : Rule.LIST_ANNOUNCEMENT;
        if (message.has("list-unsubscribe")) return Rule.LIST_UNSUBSCRIBE;
        if (message.has("feedback-id")) return Rule.FEEDBACK_ID;
        return ROLE_ACCOUNT.matcher(authorsLocalPart()).matches() ? Rule.FROM_ROLE_ACCOUNT : null;
    }

    private boolean writtenOnTheList() {
        if (message.has("list-post") && !value("list-post").equals("no")) return true; // "NO": nobody may post
        return isAnswer() && !fromTheListsHost();
    }

    private boolean fromTheListsHost() {
        var listId = value("list-id");
        var id = listId.substring(listId.lastIndexOf('<') + 1).replace(">", "").strip();
        var host = id.substring(id.indexOf('.') + 1);
        var author = message.author();
        var domain = author.substring(author.lastIndexOf('@') + 1);
        return !host.isEmpty() && (domain.equals(host) || domain.endsWith("." + host));
    }

    private boolean autoReplySubject() {
        var whole = message.subject();
        if (whole == null || message.references().size() > 1) return false;
        var beginning = whole.substring(0, Math.min(whole.length(), SUBJECT_READ));
        var subject = Normalizer.normalize(beginning, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        var bare = ANSWER_OR_FORWARD.matcher(subject.strip()).replaceFirst("");
        return AUTO_REPLY_SUBJECTS.stream().anyMatch(bare::startsWith);
    }

    private boolean toTheMany() {
        if (isAnswer()) return false;
        var others = new HashSet<String>();
        message.to().forEach(each -> others.add(each.address()));
        message.cc().forEach(each -> others.add(each.address()));
        others.removeIf(ours);
        return others.size() > mostRecipients;
    }

    private boolean isAnswer() {
        var header = message.header("in-reply-to");
        return !message.inReplyTo().isEmpty() || (header != null && !header.isBlank());
    }

    private String authorsLocalPart() {
        var local = message.author().substring(0, Math.max(0, message.author().lastIndexOf('@')));
        var plus = local.indexOf('+');
        return plus > 0 ? local.substring(0, plus) : local;
    }

    private String authorsName() {
        var author =
                message.from().isEmpty() ? message.sender() : message.from().getFirst();
        return author == null ? "" : author.name().toLowerCase(Locale.ROOT);
    }

    private String mimeType() {
        return firstWord(value("content-type"));
    }

    /** Lower case, comments out; empty if the header is not there. */
    private String value(String header) {
        var raw = message.header(header);
        return raw == null ? "" : withoutComments(raw).strip().toLowerCase(Locale.ROOT);
    }

    private static String firstWord(String value) {
        var semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
    }

    private static String parameter(String value, String name) {
        for (var part : value.split(";")) {
            var equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).strip().equals(name))
                return part.substring(equals + 1).replace("\"", "").strip();
        }
        return "";
    }

    private static String withoutComments(String raw) {
        if (raw.indexOf('(') < 0) return raw;
        var kept = new StringBuilder();
        var depth = 0;
        var quoted = false;
        for (var c : raw.toCharArray()) {
            if (c == '"' && depth == 0) quoted = !quoted;
            if (c == '(' && !quoted) depth++;
            else if (c == ')' && !quoted && depth > 0) depth--;
            else if (depth == 0) kept.append(c);
        }
        return kept.toString();
    }
}
