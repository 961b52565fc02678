package app.touchline.partner;

/**
 * How long a partner of a tier may go without a counted touch, and how long before that it is due soon.
 *
 * @param days the last day inside is this many calendar days after the anchor
 * @param lead so many days before the last day inside, "due soon" begins; always shorter than the window
 */
public record CadenceWindow(int days, int lead) {

    public static final int LONGEST = 3650;

    public CadenceWindow {
        if (days < 1 || days > LONGEST)
            throw new Refused("days", "A window is between 1 and %d days; %d is not.".formatted(LONGEST, days));
        if (lead < 0 || lead >= days)
            throw new Refused(
                    "lead",
                    "“Due soon” begins between 0 and %d days before the end of the window.".formatted(days - 1));
    }
}
