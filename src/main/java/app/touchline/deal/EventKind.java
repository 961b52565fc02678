package app.touchline.deal;

/** What can happen to a deal. */
public enum EventKind {
    REGISTERED("Registered"),
    CORRECTED("Corrected"),
    CLOSE_MOVED("Expected close moved"),
    HANDED_ON("Handed on"),
    SHARED("Parts of partners changed"),
    APPROVED("Approved"),
    DECLINED("Declined"),
    WITHDRAWN("Withdrawn"),
    DECIDED_ANEW("To be decided anew"),
    EXTENDED("Protection extended"),
    REMINDED("Reminded that protection ends"),
    LAPSED("Protection lapsed"),
    UNPROTECTED("Protection taken away"),
    PROTECTED_AGAIN("Protection given back"),
    MOVED("Moved"),
    WON("Closed won"),
    LOST("Closed lost"),
    REOPENED("Reopened"),
    CONFLICT("Conflict"),
    IMPORTED("Imported");

    private final String words;

    EventKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
