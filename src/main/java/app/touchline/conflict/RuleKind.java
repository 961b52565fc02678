package app.touchline.conflict;

/** What a rule of engagement looks at. */
enum RuleKind {
    RENEWAL("Renewals go to the incumbent"),
    EXPANSION("Expansions go to the incumbent"),
    REGISTERED("Registered before unregistered"),
    INCUMBENT("Incumbent before new"),
    TERRITORY("Territory"),
    FIRST("First to register"),
    CERTIFIED("Certification breaks ties");

    private final String words;

    RuleKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
