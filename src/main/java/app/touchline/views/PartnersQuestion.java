package app.touchline.views;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

import app.touchline.cadence.CadenceStatus;
import app.touchline.cadence.PartnerFilter;
import app.touchline.cadence.PartnerFilter.Order;
import app.touchline.partner.ProgrammeStatus;

/**
 * Which partners a person asks to see, as the address of the page says it; what an address says wrongly is left out.
 *
 * @param owner a member's id, or null for all
 * @param page from 1
 */
record PartnersQuestion(
        String q,
        @Nullable Long tier,
        @Nullable Long owner,
        @Nullable ProgrammeStatus status,
        @Nullable CadenceStatus cadence,
        Sort sort,
        int page) {

    static final int ROWS = 50;

    /** In an address: the column's name, with a minus before it for descending. */
    record Sort(Order order, boolean descending) {

        static Sort of(@Nullable String written) {
            if (written == null) return new Sort(Order.NAME, false);
            var descending = written.startsWith("-");
            var name = descending ? written.substring(1) : written;
            return Arrays.stream(Order.values())
                    .filter(order -> code(order).equals(name))
                    .findFirst()
                    .map(order -> new Sort(order, descending))
                    .orElse(new Sort(Order.NAME, false));
        }

        public String written() {
            return (descending ? "-" : "") + code(order);
        }

        private static String code(Order order) {
            return order.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static PartnersQuestion of(
            @Nullable String q,
            @Nullable String tier,
            @Nullable String owner,
            @Nullable String status,
            @Nullable String cadence,
            @Nullable String sort,
            @Nullable String page) {
        var number = number(page);
        return new PartnersQuestion(
                q == null ? "" : q.strip(),
                number(tier),
                number(owner),
                named(ProgrammeStatus.values(), status),
                named(CadenceStatus.values(), cadence),
                Sort.of(sort),
                number == null ? 1 : (int) Math.max(1, Math.min(number, 1_000_000)));
    }

    PartnerFilter filter() {
        Set<CadenceStatus> cadences = cadence == null ? Set.of() : EnumSet.of(cadence);
        return new PartnerFilter(
                q, tier, owner, status, cadences, false, sort.order(), sort.descending(), page - 1, ROWS);
    }

    public boolean narrows() {
        return !q.isEmpty() || tier != null || owner != null || status != null || cadence != null;
    }

    PartnersQuestion sortedBy(Order column) {
        var again = sort.order() == column;
        var downwardsFirst = column == Order.DAYS || column == Order.SILENCE;
        var turned = new Sort(column, again ? !sort.descending() : downwardsFirst);
        return new PartnersQuestion(q, tier, owner, status, cadence, turned, 1);
    }

    public PartnersQuestion onPage(int number) {
        return new PartnersQuestion(q, tier, owner, status, cadence, sort, number);
    }

    public PartnersQuestion in(@Nullable CadenceStatus chosen) {
        return new PartnersQuestion(q, tier, owner, status, chosen, sort, 1);
    }

    public String path() {
        var uri = UriComponentsBuilder.fromPath("/partners");
        if (!q.isEmpty()) uri.queryParam("q", "{q}");
        if (tier != null) uri.queryParam("tier", tier);
        if (owner != null) uri.queryParam("owner", owner);
        if (status != null) uri.queryParam("status", status.name());
        if (cadence != null) uri.queryParam("cadence", cadence.code());
        if (sort.order() != Order.NAME || sort.descending()) uri.queryParam("sort", sort.written());
        if (page > 1) uri.queryParam("page", page);
        return q.isEmpty()
                ? uri.build().toUriString()
                : uri.encode().buildAndExpand(q).toUriString();
    }

    private static @Nullable Long number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }

    private static <E extends Enum<E>> @Nullable E named(E[] all, @Nullable String text) {
        return Arrays.stream(all)
                .filter(one -> one.name().equalsIgnoreCase(text))
                .findFirst()
                .orElse(null);
    }
}
