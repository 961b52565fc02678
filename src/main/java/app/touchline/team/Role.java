package app.touchline.team;

/** What a person may do; a person may hold several. */
public enum Role {
    ADMIN("Admin"),
    OPS_LEAD("Ops lead"),
    PARTNER_MANAGER("Partner manager"),
    VIEWER("Viewer");

    private final String words;

    Role(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
