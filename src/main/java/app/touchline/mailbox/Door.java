package app.touchline.mailbox;

/** The way into a mailbox, as it is stored. */
sealed interface Door {

    /** @param secret its password, encrypted */
    record Server(String host, int port, Tls tls, String username, byte[] secret) implements Door {

        @Override
        public String toString() {
            return username + " at " + host + ":" + port;
        }
    }

    /** Through the app of a tenant. */
    record InTenant(long connectionId) implements Door {}
}
