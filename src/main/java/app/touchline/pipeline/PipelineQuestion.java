package app.touchline.pipeline;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

import app.touchline.deal.Part;
import app.touchline.deal.Stage;

/**
 * Which deals a person asks to see, as the address of the page says it; what an address says wrongly is left out.
 *
 * @param owner who of ours looks after the deal
 * @param partner one that has part in it
 * @param phase null: whichever
 * @param month of the expected close, or of the day it was closed
 * @param after the row next to which the page begins, or before which it ends; null: from the start
 */
record PipelineQuestion(
        String q,
        @Nullable Long tier,
        @Nullable Long owner,
        @Nullable Long type,
        @Nullable Long partner,
        @Nullable Part part,
        boolean stalled,
        @Nullable Phase phase,
        @Nullable Stage stage,
        @Nullable YearMonth month,
        Order order,
        @Nullable After after) {

    static final int ROWS = 50;

    /** What a list can be ordered by; deals that stand alike follow by their number. */
    enum Order {
        CLOSE("w.expected_close", false, "Expected close"),
        STAY("w.stage_since", false, "Longest in its stage"),
        VALUE("coalesce(w.in_programme, -1)", true, "Value"),
        LATEST("w.deal_id", true, "Registered last");

        private final String expression;
        private final boolean descending;
        private final String words;

        Order(String expression, boolean descending, String words) {
            this.expression = expression;
            this.descending = descending;
            this.words = words;
        }

        String expression() {
            return expression;
        }

        boolean descending() {
            return descending;
        }

        public String words() {
            return words;
        }

        /** What a page's last row says of itself, read back; null where that is nothing. */
        @Nullable
        Object key(String written) {
            try {
                return switch (this) {
                    case CLOSE, STAY -> LocalDate.parse(written);
                    case VALUE -> new BigDecimal(written);
                    case LATEST -> Long.valueOf(written);
                };
            } catch (DateTimeException | NumberFormatException nonsense) {
                return null;
            }
        }
    }

    /**
     * The row next to a page: by what it is ordered, and its number.
     *
     * @param back whether the page ends before that row; otherwise it begins after it
     */
    record After(Object key, long id, boolean back) {

        static @Nullable After of(Order order, @Nullable String written, boolean back) {
            if (written == null || !written.matches("-?[0-9.-]{1,30}_\\d{1,18}")) return null;
            var at = written.lastIndexOf('_');
            var key = order.key(written.substring(0, at));
            return key == null ? null : new After(key, Long.parseLong(written.substring(at + 1)), back);
        }

        String written() {
            return (key instanceof BigDecimal number ? number.toPlainString() : key) + "_" + id;
        }
    }

    public Order[] orders() {
        return Order.values();
    }

    static PipelineQuestion of(Map<String, String> asked) {
        var order = named(Order.values(), asked.get("sort"));
        var stage = named(Stage.values(), asked.get("stage"));
        var phase = asked.getOrDefault("phase", "");
        var by = order == null ? Order.CLOSE : order;
        return new PipelineQuestion(
                asked.getOrDefault("q", "").strip(),
                number(asked.get("tier")),
                number(asked.get("owner")),
                number(asked.get("type")),
                number(asked.get("partner")),
                named(Part.values(), asked.get("part")),
                "yes".equals(asked.get("stalled")),
                phase.isBlank() ? stage != null && stage.closed() ? null : Phase.OPEN : named(Phase.values(), phase),
                stage,
                month(asked.get("month")),
                by,
                asked.containsKey("before")
                        ? After.of(by, asked.get("before"), true)
                        : After.of(by, asked.get("after"), false));
    }

    static PipelineQuestion all() {
        return of(Map.of());
    }

    static PipelineQuestion ofPartner(long partnerId) {
        return of(Map.of("partner", "" + partnerId));
    }

    PipelineQuestion after(@Nullable After last) {
        return new PipelineQuestion(q, tier, owner, type, partner, part, stalled, phase, stage, month, order, last);
    }

    /** Whether anything is asked that the board can show, too. */
    public boolean narrows() {
        return !q.isEmpty()
                || tier != null
                || owner != null
                || type != null
                || partner != null
                || part != null
                || stalled;
    }

    public boolean narrowsTheList() {
        return narrows() || phase != Phase.OPEN || stage != null || month != null;
    }

    /** The same deals in another place: "", "/list", "/list.csv", "/forecast". */
    public String in(String place) {
        return address("/pipeline" + place, null, order, stage, month);
    }

    public String from(After next) {
        return address("/pipeline/list", next, order, stage, month);
    }

    public String by(Order another) {
        return address("/pipeline/list", null, another, stage, month);
    }

    public String at(Stage another) {
        return address("/pipeline/list", null, order, another, null);
    }

    public String due(YearMonth another) {
        return address("/pipeline/list", null, order, null, another);
    }

    private String address(String path, @Nullable After next, Order by, @Nullable Stage at, @Nullable YearMonth due) {
        var values = new LinkedHashMap<String, Object>();
        if (!q.isEmpty()) values.put("q", q);
        if (tier != null) values.put("tier", tier);
        if (owner != null) values.put("owner", owner);
        if (type != null) values.put("type", type);
        if (partner != null) values.put("partner", partner);
        if (part != null) values.put("part", written(part));
        if (stalled) values.put("stalled", "yes");
        if (!path.equals("/pipeline") && !path.equals("/pipeline/forecast")) {
            if (phase == null && (at == null || !at.closed())) values.put("phase", "all");
            if (phase != null && phase != Phase.OPEN) values.put("phase", written(phase));
            if (at != null) values.put("stage", written(at));
            if (due != null) values.put("month", due);
            if (by != Order.CLOSE) values.put("sort", written(by));
            if (next != null) values.put(next.back() ? "before" : "after", next.written());
        }
        var uri = UriComponentsBuilder.fromPath(path);
        values.keySet().forEach(name -> uri.queryParam(name, "{" + name + "}"));
        return uri.encode().buildAndExpand(values).toUriString();
    }

    static String written(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable Long number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }

    private static @Nullable YearMonth month(@Nullable String text) {
        try {
            return text == null || !text.matches("\\d{4}-\\d{2}") ? null : YearMonth.parse(text);
        } catch (DateTimeException noMonth) {
            return null;
        }
    }

    private static <E extends Enum<E>> @Nullable E named(E[] all, @Nullable String text) {
        return Arrays.stream(all)
                .filter(one -> written(one).equalsIgnoreCase(text) || one.name().equalsIgnoreCase(text))
                .findFirst()
                .orElse(null);
    }
}
