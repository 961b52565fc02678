package app.touchline.action;

/** What kind of next step an action is. */
public enum ActionType {
    FOLLOW_UP("Follow-up"),
    ACCOUNT_RESEARCH("Account research"),
    INTRO_REQUEST("Intro request"),
    DEAL_SUPPORT("Deal support"),
    CO_MARKETING("Co-marketing"),
    RECOVERY_TOUCH("Recovery touch"),
    RE_ENGAGE("Re-engage"),
    APPROVAL("Approval");

    private final String words;

    ActionType(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** The next counted touch with the partner closes it; a person closes it only with a reason. */
    public boolean closesByItself() {
        return this == RECOVERY_TOUCH;
    }
}
