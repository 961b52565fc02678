package app.touchline.importing;

import java.util.List;
import java.util.Set;
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
            new Piece("contact_place", "contact_id", "place")),
    DEAL(
            "substr(r.code, 1, 3) || '-' || substr(r.code, 4) || ' · ' || r.customer",
            new Piece("deal", "id", "itself"),
            new Piece("deal_share", "deal_id", "parts of partners"),
            new Piece("deal_event", "deal_id", "what happened to it", true),
            new Piece("deal_conflict", "deal_id", "conflicts", true));

    /** What the database keeps of a deal by itself, and takes away with it. */
    private static final Set<String> FOLLOWING = Set.of("deal_part", "deal_worth");

    private final String named;
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
        this("r.name", pieces);
    }

    Imaged(String named, Piece... pieces) {
        this.named = named;
        this.pieces = List.of(pieces);
    }

    /** SQL for what a record {@code r} is called. */
    String named() {
        return named;
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

    /** Whether an undoing looks after rows of that table by itself, so that they keep no record from going. */
    boolean goesWith(String table) {
        return switch (this) {
            case PARTNER, CONTACT -> PARTNER.holds(table) || CONTACT.holds(table);
            case DEAL -> DEAL.holds(table) || FOLLOWING.contains(table);
        };
    }

    private boolean holds(String table) {
        return pieces.stream().anyMatch(piece -> piece.table().equals(table));
    }
}
