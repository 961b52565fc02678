package app.touchline.mailbox.imap;

/** A place in a folder: the numbering it belongs to, and a number. Written {@code 3857529045/4392}. */
record Place(long validity, long uid) {

    static Place of(String cursor) {
        int slash = cursor.indexOf('/');
        return new Place(Long.parseLong(cursor.substring(0, slash)), Long.parseLong(cursor.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return validity + "/" + uid;
    }
}
