package app.touchline.views;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.TrackerField;
import app.touchline.views.View.Condition;
import app.touchline.views.View.Operator;

/** A view's conditions as SQL, with what they are held against as arguments {@code word}, {@code v0}, {@code v1} and so on. */
final class ViewConditions {

    private ViewConditions() {}

    private static final String FOUND_BY_A_WORD = """
             and (strpos(lower(cadence.name), lower(:word)) > 0 or cadence.partner_id in (
                select partner_id from partner_domain where strpos(domain, lower(:word)) > 0
                union all
                select place.partner_id
                from contact_place place
                join contact c on c.id = place.contact_id and c.archived_at is null
                left join contact_address a on a.contact_id = c.id
                where place.valid @> cast(:day as date)
                  and (strpos(lower(c.name), lower(:word)) > 0 or strpos(a.address, lower(:word)) > 0)
             ))
            """;

    static String of(View view) {
        var conditions = new ArrayList<String>();
        for (var at = 0; at < view.conditions().size(); at++)
            conditions.add(condition(view.conditions().get(at), at));
        var chosen = conditions.isEmpty() ? "true" : String.join(view.any() ? " or " : " and ", conditions);
        return "(" + chosen + ")"
                + (view.word().isEmpty() ? "" : FOUND_BY_A_WORD)
                + " and "
                + (view.showsPolitePasses()
                        ? "(p.archived_at is null or q.pass_reason is not null)"
                        : FieldText.NO_POLITE_PASS);
    }

    private static String condition(Condition condition, int at) {
        var expression = FieldText.expression(condition.field());
        var value = ":v" + at;
        var typed = switch (condition.field().kind()) {
            case DATE -> "cast(%s as date)".formatted(value);
            case NUMBER, MONEY -> "cast(%s as numeric)".formatted(value);
            case YES_NO -> "cast(%s as boolean)".formatted(value);
            default -> "lower(cast(%s as text))".formatted(value);
        };
        var isText = switch (condition.field().kind()) {
            case TEXT, NOTE, LIST, CHOICE -> true;
            case YES_NO, DATE, NUMBER, MONEY -> false;
        };
        var field = isText ? "lower(%s)".formatted(expression) : expression;
        return "coalesce("
                + switch (condition.operator()) {
                    case IS ->
                        isText
                                ? "%s = any(cast(%s as text[]))".formatted(field, value)
                                : "%s = %s".formatted(field, typed);
                    case IS_NOT ->
                        isText
                                ? "%s is null or not %s = any(cast(%s as text[]))".formatted(field, field, value)
                                : "%s is distinct from %s".formatted(field, typed);
                    case CONTAINS ->
                        "strpos(lower(cast(%s as text)), lower(cast(%s as text))) > 0".formatted(expression, value);
                    case LESS -> "%s < %s".formatted(field, typed);
                    case MORE -> "%s > %s".formatted(field, typed);
                    case EMPTY -> "%s is null".formatted(expression);
                    case FILLED -> "%s is not null".formatted(expression);
                }
                + ", false)";
    }

    static @Nullable Object argument(Condition condition, LocalDate day) {
        var value = condition.value();
        var several = condition.operator() == Operator.IS || condition.operator() == Operator.IS_NOT;
        return switch (condition.field().kind()) {
            case DATE -> condition.operator() == Operator.CONTAINS ? value : day(value, day);
            case NUMBER, MONEY -> condition.operator() == Operator.CONTAINS ? value : number(value);
            case YES_NO ->
                condition.operator() == Operator.CONTAINS
                        ? value
                        : value.equalsIgnoreCase("yes") || value.equalsIgnoreCase("true");
            case CHOICE, TEXT, NOTE, LIST ->
                several
                        ? Arrays.stream(value.split("\\|"))
                                .map(each -> stored(condition.field(), each.strip()))
                                .toArray(String[]::new)
                        : value;
        };
    }

    /** As the database has a word: lower case, since so it is compared. */
    private static String stored(TrackerField field, String words) {
        for (var each : Coded.of(field))
            if (each.words().equalsIgnoreCase(words)) return each.code().toLowerCase(Locale.ROOT);
        return words.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String number(String value) {
        return value.replace(",", "").matches("-?\\d{1,15}(\\.\\d{1,6})?") ? value.replace(",", "") : null;
    }

    /** "today", "today-30", "today+7" or 2026-03-31; null for anything else, which then fits nobody. */
    static @Nullable LocalDate day(String value, LocalDate today) {
        var bare = value.strip().toLowerCase(Locale.ROOT).replace(" ", "");
        if (bare.equals("today")) return today;
        if (bare.matches("today[+-]\\d{1,5}"))
            return today.plusDays(Long.parseLong(bare.substring(5).replace("+", "")));
        return isDay(bare) ? LocalDate.parse(bare) : null;
    }

    static boolean isDay(String text) {
        try {
            return text.matches("\\d{4}-\\d\\d-\\d\\d") && LocalDate.parse(text).getYear() > 0;
        } catch (java.time.DateTimeException noDay) {
            return false;
        }
    }
}
