package app.touchline.mailbox;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import app.touchline.secrets.Secrets;

/**
 * A Microsoft 365 tenant through which mailboxes are read: which app, how it signs in, and which mailboxes it is meant to
 * reach. Or a service account of a Google Workspace, whose name stands in place of both. What reading itself learns (how many at once, until when to wait) is not here.
 */
@Entity
@DynamicUpdate
public class MailConnection {

    /** Whether its credential is accepted. */
    public enum State {
        READY,
        REAUTH_REQUIRED
    }

    /** How the app signs in. */
    public enum Credential {
        SECRET,
        CERTIFICATE,
        /** The key of a service account of Google's. */
        SERVICE_ACCOUNT
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String name;
    private String tenant;
    private String clientId;

    @Enumerated(EnumType.STRING)
    private Credential credential;

    private byte[] secret;
    private String graphUrl;
    private String authorityUrl;
    private @Nullable String scopeMeant;
    private boolean notifications;
    private boolean meetings;

    @Enumerated(EnumType.STRING)
    private State state = State.READY;

    private @Nullable String lastError;
    private @Nullable Instant lastErrorAt;
    private @Nullable Instant notBefore;
    private int concurrency = TenantGate.AT_FIRST;
    private Instant concurrencyAt;
    private Instant createdAt;
    private @Nullable Instant removedAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected MailConnection() {}

    /** @param scopeMeant an address that the app must not be able to read; null where it is meant to read all */
    MailConnection(String name, Tenant tenant, @Nullable String scopeMeant, Secrets secrets, Instant createdAt) {
        this.name = name;
        this.tenant = tenant.id();
        this.clientId = tenant.clientId();
        this.graphUrl = tenant.graph().toString();
        this.authorityUrl = tenant.authority().toString();
        this.scopeMeant = scopeMeant;
        this.createdAt = createdAt;
        this.concurrencyAt = createdAt.minus(TenantGate.ONE_SIGN);
        this.credential = kind(tenant.credential());
        this.secret = sealed(tenant.credential(), secrets);
    }

    /** A service account of Google's. */
    MailConnection(String name, GoogleAccount account, String keyFile, Secrets secrets, Instant createdAt) {
        this.name = name;
        this.tenant = account.email();
        this.clientId = account.email();
        this.graphUrl = "";
        this.authorityUrl = account.tokens().toString();
        this.createdAt = createdAt;
        this.concurrencyAt = createdAt.minus(TenantGate.ONE_SIGN);
        this.credential = Credential.SERVICE_ACCOUNT;
        this.secret = secrets.seal(keyFile, boundTo());
    }

    private static Credential kind(Tenant.Credential credential) {
        return switch (credential) {
            case Tenant.Credential.Secret _ -> Credential.SECRET;
            case Tenant.Credential.Certificate _ -> Credential.CERTIFICATE;
        };
    }

    private byte[] sealed(Tenant.Credential credential, Secrets secrets) {
        return switch (credential) {
            case Tenant.Credential.Secret(var value) -> secrets.seal(value, boundTo());
            case Tenant.Credential.Certificate(var pem) -> secrets.seal(pem, boundTo());
        };
    }

    /** A credential belongs to one app of one tenant at one address; moved elsewhere, it does not open. */
    private String boundTo() {
        return "touchline tenant credential|%s|%s|%s|%s|%s"
                .formatted(credential, tenant, clientId, authorityUrl, graphUrl);
    }

    void rename(String newName, @Nullable String newScopeMeant) {
        this.name = newName;
        this.scopeMeant = newScopeMeant;
    }

    /** Whether Microsoft 365 is to tell of new mail. */
    void beTold(boolean ofNewMail) {
        this.notifications = ofNewMail;
    }

    /** A new secret or certificate; what waited for it goes on. */
    void renew(Tenant.Credential fresh, Secrets secrets) {
        this.credential = kind(fresh);
        this.secret = sealed(fresh, secrets);
        opened();
    }

    /** Another key of the same service account. */
    void renew(String keyFile, Secrets secrets) {
        this.secret = secrets.seal(keyFile, boundTo());
        opened();
    }

    private void opened() {
        this.state = State.READY;
        this.lastError = null;
        this.lastErrorAt = null;
        this.notBefore = null;
    }

    /** No more reading through it, and the credential is forgotten. */
    void remove(Instant now) {
        this.removedAt = now;
        this.secret = new byte[0];
    }

    /** Empty when the stored credential cannot be read with the present key, or belongs elsewhere. */
    Optional<Tenant> open(Secrets secrets) {
        return secrets.open(secret, boundTo())
                .map(value -> new Tenant(
                        id(),
                        tenant,
                        clientId,
                        credential == Credential.SECRET
                                ? new Tenant.Credential.Secret(value)
                                : new Tenant.Credential.Certificate(value),
                        URI.create(graphUrl),
                        URI.create(authorityUrl)));
    }

    /** Empty when the stored key cannot be read with the present key, or belongs elsewhere. */
    Optional<GoogleAccount> openGoogle(Secrets secrets) {
        return secrets.open(secret, boundTo()).flatMap(keyFile -> GoogleAccount.read(id(), keyFile));
    }

    public boolean isGoogle() {
        return credential == Credential.SERVICE_ACCOUNT;
    }

    public long id() {
        if (id == null) throw new IllegalStateException("not stored yet");
        return id;
    }

    public String name() {
        return name;
    }

    public String tenant() {
        return tenant;
    }

    public String clientId() {
        return clientId;
    }

    public Credential credential() {
        return credential;
    }

    public String graphUrl() {
        return graphUrl;
    }

    public String authorityUrl() {
        return authorityUrl;
    }

    public @Nullable String scopeMeant() {
        return scopeMeant;
    }

    /** Whether meetings that took place are read, too. */
    void readMeetings(boolean wanted) {
        this.meetings = wanted;
    }

    public boolean meetings() {
        return meetings;
    }

    public boolean notifications() {
        return notifications;
    }

    public boolean ready() {
        return state == State.READY;
    }

    public @Nullable String lastError() {
        return lastError;
    }

    public @Nullable Instant lastErrorAt() {
        return lastErrorAt;
    }

    @Override
    public String toString() {
        return "connection " + id + ", not before " + notBefore + ", " + concurrency + " at once since " + concurrencyAt
                + ", made " + createdAt + ", removed " + removedAt;
    }
}
