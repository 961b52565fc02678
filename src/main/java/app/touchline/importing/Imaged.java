package app.touchline.importing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A kind of record that an import writes, with the tables that hold its rows; the record's own table first. */
enum Imaged {
    PARTNER(
            new Piece("partner", "id", "itself"),
            new Piece("partner_tier", "partner_id", "tier"),
            new Piece("partner_owner", "partner_id", "owner"),
            new Piece("partner_status", "partner_id", "status"),
            new Piece("partner_domain", "partner_id", "domains"),
            new Piece("partner_phase", "partner_id", "phases"),
            new Piece("opening_value", "partner_id", "opening values"),
            new Piece("ninety_day_test", "partner_id", "ninety-day tests"),
            new Piece("qualification", "partner_id", "qualification"),
            new Piece("action", "partner_id", "actions", true)),
    CONTACT(
            new Piece("contact", "id", "itself"),
            new Piece("contact_address", "contact_id", "addresses"),
            new Piece("contact_place", "contact_id", "place"));

    private final List<Piece> pieces;

    /**
     * @param column by which its rows belong to the record
     * @param words what it holds of the record
     * @param named rows of other tables refer to its rows by id, so that one that is put back must be the same row
     */
    record Piece(String table, String column, String words, boolean named) {

        private Piece(String table, String column, String words) {
            this(table, column, words, false);
        }
    }

    Imaged(Piece... pieces) {
        this.pieces = List.of(pieces);
    }

    Piece own() {
        return pieces.getFirst();
    }

    List<Piece> parts() {
        return pieces.subList(1, pieces.size());
    }

    List<Piece> pieces() {
        return pieces;
    }

    String code() {
        return own().table();
    }

    /** In words, what these tables hold of it. */
    String words(List<String> tables) {
        return pieces.stream()
                .filter(piece -> tables.contains(piece.table()))
                .map(Piece::words)
                .collect(Collectors.joining(", "));
    }

    /** SQL for all rows of the record {@code of_id} as one JSON object, a list by table. */
    String image() {
        return pieces.stream()
                .map(piece ->
                        "'%1$s', coalesce((select jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text) from %1$s t where t.%2$s = of_id), '[]')"
                                .formatted(piece.table(), piece.column()))
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
    }

    static List<String> tables() {
        return Arrays.stream(values())
                .flatMap(kind -> kind.pieces.stream())
                .map(Piece::table)
                .toList();
    }
}
