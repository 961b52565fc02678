package app.touchline.mailbox;

import java.net.URI;

/**
 * A Microsoft 365 tenant and the app registered there, in whose name all its mailboxes are read.
 *
 * @param connectionId names the connection; what is learnt of a tenant is kept under it
 * @param id the directory (tenant) id
 * @param clientId the application (client) id
 * @param graph where Graph answers, with its version: https://graph.microsoft.com/v1.0
 * @param authority who hands out tokens: https://login.microsoftonline.com
 */
public record Tenant(long connectionId, String id, String clientId, Credential credential, URI graph, URI authority) {

    /** How the app proves that it is itself. */
    public sealed interface Credential {

        record Secret(String value) implements Credential {
            @Override
            public String toString() {
                return "a secret";
            }
        }

        /** @param pem private key and certificate */
        record Certificate(String pem) implements Credential {
            @Override
            public String toString() {
                return "a certificate";
            }
        }
    }

    /** One mailbox of a tenant. */
    public record Mailbox(Tenant tenant, String address) {

        @Override
        public String toString() {
            return "a mailbox of connection " + tenant.connectionId();
        }
    }
}
