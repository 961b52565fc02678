package app.touchline.importing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.DealField;
import app.touchline.deal.Division;
import app.touchline.deal.Part;
import app.touchline.deal.Share;

import static app.touchline.importing.Cells.refuse;

/** Which partners have which part in a deal, as a file says it: "Acme sourced 60%; Globex influenced 40%". */
final class DealShares {

    private static final int LONGEST = 2_000;

    private static final Pattern ONE = Pattern.compile(
            "\\G\\s*(\\S.*?)[\\s,:]+(sourced|influenced)(?:[\\s,:]+(\\d{1,3}(?:[.,]\\d{1,9})?)\\s*%?)?\\s*(?:[;\\n]\\s*|\\z)",
            Pattern.CASE_INSENSITIVE);

    private DealShares() {}

    /** @param partner as the file names it */
    record Said(String partner, Part part, @Nullable BigDecimal percent) {}

    static List<Said> read(String cell) {
        var said = new ArrayList<Said>();
        var one = ONE.matcher(cell.length() > LONGEST ? "" : cell);
        var end = 0;
        while (end < cell.length() && one.find()) {
            var percent = one.group(3);
            said.add(new Said(
                    one.group(1),
                    Part.SOURCED.words().equalsIgnoreCase(one.group(2)) ? Part.SOURCED : Part.INFLUENCED,
                    percent == null ? null : new BigDecimal(percent.replace(',', '.'))));
            end = one.end();
        }
        if (end < cell.length())
            throw refuse(
                    "“%s” says no shares; write each partner with its part and, where the money is divided, its per cent, such as Acme sourced 60%%; Globex influenced 40%%."
                            .formatted(cell.length() > LONGEST ? cell.substring(0, 60) + "…" : cell));
        return said;
    }

    /** A partner that has part in a deal. */
    record Whose(long partnerId, String name) {}

    /** @param whose the partner that the file names so */
    static Division division(DealCells cells, Function<String, Whose> whose) {
        var names = new HashMap<Long, String>();
        var shares = new ArrayList<Share>();
        for (var said : cells.shares) {
            var partner = whose.apply(said.partner());
            names.put(partner.partnerId(), partner.name());
            shares.add(new Share(partner.partnerId(), said.part(), said.percent()));
        }
        var parts = shares.stream().map(Share::part).distinct().toList();
        var part = cells.part;
        if (part != null && (cells.saysBothParts() ? parts.size() < 2 : !parts.equals(List.of(part))))
            throw refuse(
                    "The row says %s as its part, and its shares say otherwise.".formatted(cells.cell(DealField.PART)));
        return Division.of(shares, names);
    }
}
