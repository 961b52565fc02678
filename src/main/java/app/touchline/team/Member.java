package app.touchline.team;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Version;

import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** One of our people: someone who signs in, owns partners or has a mailbox. */
@Entity
@DynamicUpdate // a trigger watches email: only what changed may be written
public class Member {

    private static final SecureRandom STAMPS = new SecureRandom();

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String email;
    private String name;
    private String zone;
    private @Nullable String passwordHash;
    private boolean active = true;
    private Instant createdAt;
    private long sessionStamp = anotherStamp();

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "member_role", joinColumns = @JoinColumn(name = "member_id"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    private Set<Role> roles = EnumSet.noneOf(Role.class);

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Member() {}

    public Member(String email, String name, ZoneId zone, Set<Role> roles, Instant createdAt) {
        this.email = email.strip().toLowerCase(Locale.ROOT);
        this.name = name.strip();
        this.zone = zone.getId();
        if (roles.isEmpty()) throw new IllegalArgumentException("a member has at least one role");
        this.roles = EnumSet.copyOf(roles);
        this.createdAt = createdAt;
    }

    public long id() {
        if (id == null) throw new IllegalStateException("not stored yet");
        return id;
    }

    public String email() {
        return email;
    }

    public String name() {
        return name;
    }

    public ZoneId zone() {
        return ZoneId.of(zone);
    }

    public boolean active() {
        return active;
    }

    public Set<Role> roles() {
        return Set.copyOf(roles);
    }

    public @Nullable String passwordHash() {
        return passwordHash;
    }

    /** Says who they are; the running sessions stay, their next request sees the change. */
    void change(String email, String name, ZoneId zone, Set<Role> roles) {
        if (roles.isEmpty()) throw new IllegalArgumentException("a member has at least one role");
        this.email = email.strip().toLowerCase(Locale.ROOT);
        this.name = name.strip();
        this.zone = zone.getId();
        this.roles.retainAll(roles);
        this.roles.addAll(roles);
    }

    /** With another password every running session ends. */
    void setPassword(String hash) {
        this.passwordHash = hash;
        this.sessionStamp = anotherStamp();
    }

    /** No longer lets them in; what they did and own stays theirs until it is handed over. */
    void deactivate() {
        this.active = false;
        this.sessionStamp = anotherStamp();
    }

    void activate() {
        this.active = true;
    }

    boolean isActive(Role role) {
        return active && roles.contains(role);
    }

    public SignedIn signedIn() {
        return new SignedIn(id(), name, email, zone(), roles, sessionStamp);
    }

    private static long anotherStamp() {
        return STAMPS.nextLong();
    }
}
