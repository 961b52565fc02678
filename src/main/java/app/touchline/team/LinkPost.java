package app.touchline.team;

/** Carries a password link to the person it is for, where mail goes out at all. */
public interface LinkPost {

    boolean isOpen();

    /**
     * Takes the link in the transaction in which it is made.
     *
     * @param path of the page it opens
     * @param here the same page as the admin's browser sees this installation
     * @param hours for how long it opens
     */
    void send(Member to, String path, String here, long hours);
}
