package app.touchline.partner;

/** What a contact does at the partner. */
public enum ContactRole {
    PARTNER_MANAGER("Partner manager"),
    BDR("BDR"),
    AE("AE"),
    SE("SE"),
    CS("CS"),
    EXECUTIVE("Executive"),
    OTHER("Other");

    private final String words;

    ContactRole(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
