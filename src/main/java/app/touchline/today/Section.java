package app.touchline.today;

/** A part of the daily list, in the order in which it is worked from the top. */
enum Section {
    OVERDUE("Overdue"),
    DUE_TODAY("Due today"),
    SLIPPED("Slipped, nobody on it"),
    DUE_SOON("Due soon, no next step");

    private final String words;

    Section(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
