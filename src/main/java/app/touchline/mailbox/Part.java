package app.touchline.mailbox;

/** Which part of a folder is read. */
enum Part {
    NEW,
    OLDER,
    AGAIN,
    /** Again, but only the mail of the names that changed. */
    BY_NAME
}
