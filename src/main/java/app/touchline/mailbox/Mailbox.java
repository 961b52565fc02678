package app.touchline.mailbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;

import jakarta.persistence.Embedded;
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
 * A mailbox that is read: one of our people's, or a shared one. Reading starts when its owner has acknowledged what is
 * read and kept, or an admin has recorded that notice was given. What the reading itself writes (lease, counters, health)
 * is not here: only changed columns are updated, so that neither side overwrites the other.
 */
@Entity
@DynamicUpdate
public class Mailbox {

    /** How its reading stands. */
    public enum State {
        WAITING,
        BACKFILL,
        LIVE,
        BACKOFF,
        REAUTH_REQUIRED,
        GONE_SUSPECT,
        GONE
    }

    /** What kind of server it lies on. */
    public enum Kind {
        IMAP,
        MICROSOFT_365
    }

    /** Who said that capture may start. */
    public enum Acknowledgement {
        OWNER,
        ADMIN_RECORDED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String address;
    private @Nullable Long memberId;
    private boolean shared;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Embedded
    private Entrance entrance;

    private @Nullable Boolean headersShown;
    private @Nullable Boolean tooWide;
    private LocalDate floor;

    @Enumerated(EnumType.STRING)
    private State state = State.WAITING;

    private int authFailures;
    private int failCount;
    private @Nullable Instant notBefore;
    private @Nullable String lastError;
    private @Nullable Instant lastErrorAt;
    private @Nullable Instant acknowledgedAt;
    private @Nullable Long acknowledgedBy;

    @Enumerated(EnumType.STRING)
    private @Nullable Acknowledgement acknowledgement;

    private boolean paused;
    private @Nullable Instant removedAt;
    private Instant createdAt;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Mailbox() {}

    /**
     * @param memberId whose it is; null for a shared one
     * @param floor mail before this day (programme zone) is not read
     */
    Mailbox(
            String address,
            @Nullable Long memberId,
            MailSource.Account server,
            Secrets secrets,
            LocalDate floor,
            Instant createdAt) {
        this(address, memberId, Kind.IMAP, Entrance.to(server, secrets), floor, createdAt);
    }

    /** One that is read through the app of its tenant. */
    Mailbox(String address, @Nullable Long memberId, long connectionId, LocalDate floor, Instant createdAt) {
        this(address, memberId, Kind.MICROSOFT_365, Entrance.inTenant(connectionId), floor, createdAt);
    }

    private Mailbox(
            String address, @Nullable Long memberId, Kind kind, Entrance entrance, LocalDate floor, Instant createdAt) {
        this.address = address.strip().toLowerCase(Locale.ROOT);
        this.memberId = memberId;
        this.shared = memberId == null;
        this.kind = kind;
        this.entrance = entrance;
        this.floor = floor;
        this.createdAt = createdAt;
    }

    /** Another server, user or password; reading is tried again at once, from where it was. */
    void connectTo(MailSource.Account server, Secrets secrets) {
        refuseIfRemoved();
        if (kind != Kind.IMAP) throw new IllegalStateException("the mailbox is read through its tenant's app");
        this.entrance = Entrance.to(server, secrets);
        tryAgain();
    }

    /** Another certificate authority for the same server; null for those that the machine knows. */
    void trusts(@Nullable Authority authority) {
        refuseIfRemoved();
        if (Objects.equals(authority, entrance.authority())) return;
        this.entrance = entrance.trusting(authority);
        tryAgain();
    }

    /** What was learnt by looking into it. */
    void probed(Tenants.Probe probe) {
        refuseIfRemoved();
        this.headersShown = probe.headersShown();
        this.tooWide = probe.tooWide();
    }

    void readBackTo(LocalDate newFloor) {
        refuseIfRemoved();
        this.floor = newFloor;
    }

    /** Given to somebody else, it waits for that person's word. */
    void belongsTo(@Nullable Long newMemberId) {
        refuseIfRemoved();
        if (Objects.equals(memberId, newMemberId)) return;
        this.acknowledgement = null;
        this.acknowledgedAt = null;
        this.acknowledgedBy = null;
        this.memberId = newMemberId;
        this.shared = newMemberId == null;
    }

    void acknowledgedByOwner(long ownerId, Instant now) {
        refuseIfRemoved();
        if (memberId == null || memberId != ownerId)
            throw new IllegalStateException("only its owner acknowledges a mailbox");
        acknowledge(Acknowledgement.OWNER, ownerId, now);
    }

    void noticeRecordedBy(@Nullable Long adminId, Instant now) {
        refuseIfRemoved();
        acknowledge(Acknowledgement.ADMIN_RECORDED, adminId, now);
    }

    private void acknowledge(Acknowledgement how, @Nullable Long by, Instant now) {
        if (acknowledgement != null) return;
        this.acknowledgement = how;
        this.acknowledgedBy = by;
        this.acknowledgedAt = now;
    }

    void pause() {
        refuseIfRemoved();
        this.paused = true;
    }

    void resume() {
        refuseIfRemoved();
        this.paused = false;
        tryAgain();
    }

    /** No more reading, and the password is forgotten; the touches stay. */
    void remove(Instant now) {
        refuseIfRemoved();
        this.removedAt = now;
        this.entrance = entrance.locked();
    }

    private void tryAgain() {
        this.authFailures = 0;
        this.failCount = 0;
        this.notBefore = null;
        this.lastError = null;
        this.lastErrorAt = null;
        this.state = State.WAITING;
    }

    private void refuseIfRemoved() {
        if (removedAt != null) throw new IllegalStateException("the mailbox was removed");
    }

    public long id() {
        if (id == null) throw new IllegalStateException("not stored yet");
        return id;
    }

    public String address() {
        return address;
    }

    public @Nullable Long memberId() {
        return memberId;
    }

    public boolean shared() {
        return shared;
    }

    Entrance entrance() {
        return entrance;
    }

    /** Whether it is read through the app of its tenant, without a server, user and password of its own. */
    public boolean inTenant() {
        return kind == Kind.MICROSOFT_365;
    }

    public LocalDate floor() {
        return floor;
    }

    public boolean acknowledged() {
        return acknowledgement != null;
    }

    public boolean paused() {
        return paused;
    }

    public boolean removed() {
        return removedAt != null;
    }
}
