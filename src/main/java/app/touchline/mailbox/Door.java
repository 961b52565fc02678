package app.touchline.mailbox;

import org.jspecify.annotations.Nullable;

/** The way into a mailbox, as it is stored. */
sealed interface Door {

    /** The connection whose credential opens it; null where it has a password of its own. */
    @Nullable
    Long connection();

    /**
     * @param secret its password, encrypted; null where it is entered with a connection's token
     * @param authority who signs the server's certificate, where the machine does not know it
     */
    record Server(
            String host,
            int port,
            Tls tls,
            String username,
            byte @Nullable [] secret,
            @Nullable Long connection,
            @Nullable Authority authority)
            implements Door {

        @Override
        public String toString() {
            return username + " at " + host + ":" + port;
        }
    }

    /** Through the app of a tenant. */
    record InTenant(long connectionId) implements Door {

        @Override
        public Long connection() {
            return connectionId;
        }
    }
}
