package app.touchline.mailbox;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Fetches the token for those mailboxes on servers that are entered with one. */
@Component
@Primary
class TokenDoors implements MailSource<MailSource.Account> {

    private final MailSource<Account> servers;
    private final AccessTokens<Tenant> tenants;
    private final AccessTokens<GoogleAccount> google;
    private final ConnectionRecords connections;

    TokenDoors(
            @Qualifier("imapSource") MailSource<Account> servers,
            AccessTokens<Tenant> tenants,
            AccessTokens<GoogleAccount> google,
            ConnectionRecords connections) {
        this.servers = servers;
        this.tenants = tenants;
        this.google = google;
        this.connections = connections;
    }

    @Override
    public Visit visit(Account account) throws MailTrouble {
        return account.signIn() instanceof SignIn.Through(var connection)
                ? through(connection, account)
                : servers.visit(account);
    }

    private Visit through(long connection, Account account) throws MailTrouble {
        return connections.existing(connection).isGoogle()
                ? enter(google, connections.google(connection), account)
                : enter(tenants, connections.tenant(connection), account);
    }

    /** A token that is refused may merely have been taken back: one more is fetched, and no more. */
    private <C> Visit enter(AccessTokens<C> tokens, C client, Account account) throws MailTrouble {
        var token = tokens.current(client, account.username());
        try {
            return servers.visit(with(token, account));
        } catch (MailTrouble e) {
            if (!(e.trouble() instanceof Trouble.Reauth)) throw e;
            tokens.refuse(client, account.username(), token);
            return servers.visit(with(tokens.current(client, account.username()), account));
        }
    }

    private static Account with(String token, Account account) {
        return new Account(
                account.host(),
                account.port(),
                account.tls(),
                account.username(),
                new SignIn.Token(token),
                account.authority());
    }
}
