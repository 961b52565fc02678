package app.touchline.mailbox;

import org.springframework.stereotype.Component;

import app.touchline.mailbox.MailSource.Account;
import app.touchline.mailbox.MailSource.SignIn;
import app.touchline.mailbox.MailSource.Visit;
import app.touchline.secrets.Secrets;

/** Opens mailboxes, each through the source of its kind. */
@Component
class Doors {

    private final MailSource<Account> servers;
    private final MailSource<Tenant.Mailbox> tenants;
    private final ConnectionRecords connections;
    private final Secrets secrets;

    Doors(
            MailSource<Account> servers,
            MailSource<Tenant.Mailbox> tenants,
            ConnectionRecords connections,
            Secrets secrets) {
        this.servers = servers;
        this.tenants = tenants;
        this.connections = connections;
        this.secrets = secrets;
    }

    /** The caller closes the visit. */
    Visit open(Turn turn) throws MailTrouble {
        return switch (turn.door()) {
            case Door.Server server -> servers.visit(account(server));
            case Door.InTenant(var connection) ->
                tenants.visit(new Tenant.Mailbox(connections.tenant(connection), turn.address()));
        };
    }

    private Account account(Door.Server server) throws MailTrouble {
        var connection = server.connection();
        var signIn = connection != null ? new SignIn.Through(connection) : password(server);
        return new Account(server.host(), server.port(), server.tls(), server.username(), signIn, server.authority());
    }

    private SignIn password(Door.Server server) throws MailTrouble {
        var secret = server.secret() == null ? new byte[0] : server.secret();
        return secrets.open(secret, Entrance.boundTo(server.host(), server.port(), server.tls(), server.username()))
                .map(SignIn.Password::new)
                .orElseThrow(() -> new MailTrouble(new Trouble.Transient(keyDoesNotFit(secret))));
    }

    private String keyDoesNotFit(byte[] secret) {
        return secrets.fits(secret)
                ? "The stored password does not belong to this server and user any more: type it again under Change."
                : "The stored password was encrypted with another key: start Touchline with the former"
                        + " TOUCHLINE_SECRET_KEY, or type the password again under Change.";
    }
}
