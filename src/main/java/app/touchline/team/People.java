package app.touchline.team;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.EntityManager;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;
import app.touchline.web.Formats;

/** Everything that changes who our people are and how they get in; each change is audited. */
@Service
public class People {

    private final Members members;
    private final Passwords passwords;
    private final OneTimeLinks links;
    private final AuditLog audit;
    private final Clock clock;
    private final EntityManager entities;
    private final ObjectProvider<LooksAfter> duties;

    People(
            Members members,
            Passwords passwords,
            OneTimeLinks links,
            AuditLog audit,
            Clock clock,
            EntityManager entities,
            ObjectProvider<LooksAfter> duties) {
        this.members = members;
        this.passwords = passwords;
        this.links = links;
        this.audit = audit;
        this.clock = clock;
        this.entities = entities;
        this.duties = duties;
    }

    /** What became of a change to a person. */
    public enum Outcome {
        DONE,
        EMAIL_TAKEN,
        WOULD_LEAVE_NO_ADMIN,
        STILL_LOOKS_AFTER
    }

    /**
     * Adds a person, who cannot sign in before a password is set.
     *
     * @throws IllegalArgumentException if there is a member with that email, active or not
     */
    @Transactional
    public Member add(String email, String name, ZoneId zone, Set<Role> roles, Who by) {
        oneAtATime();
        if (taken(email)) throw new IllegalArgumentException("there is a member with the email " + email);
        var member = members.save(new Member(email, name, zone, roles, clock.instant()));
        audit.note(by, "added", about(member), Map.of("email", member.email(), "roles", words(roles)));
        return member;
    }

    /**
     * Adds the first admin, with a password, if there is nobody yet; of several nodes that try at once, one succeeds.
     *
     * @return false if there is somebody already; then nothing is changed
     */
    @Transactional
    public boolean addFirst(String email, String name, ZoneId zone, String password) {
        oneAtATime();
        if (members.count() > 0) return false;
        var admin = add(email, name, zone, Set.of(Role.ADMIN), Who.TOUCHLINE);
        admin.setPassword(passwords.hash(password));
        links.endSetUp();
        return true;
    }

    @Transactional
    public Outcome change(long id, String email, String name, ZoneId zone, Set<Role> roles, Who by) {
        oneAtATime();
        var member = get(id);
        if (!member.email().equals(email.strip().toLowerCase(Locale.ROOT)) && taken(email)) return Outcome.EMAIL_TAKEN;
        if (!roles.contains(Role.ADMIN) && isTheLastAdmin(member)) return Outcome.WOULD_LEAVE_NO_ADMIN;
        var before = words(member.roles());
        member.change(email, name, zone, roles);
        audit.note(
                by,
                "changed",
                about(member),
                Map.of(
                        "email",
                        member.email(),
                        "zone",
                        Formats.words(zone),
                        "roles before",
                        before,
                        "roles",
                        words(roles)));
        return Outcome.DONE;
    }

    /** Sets a password as it is, without asking how good it is (forms do that), and ends all the person's sessions. */
    @Transactional
    public void setPassword(long id, String password, Who by) {
        var member = get(id);
        member.setPassword(passwords.hash(password));
        links.endFor(id);
        audit.note(by, "set the password of", about(member), Map.of());
    }

    /** Uses a one-time link up and sets the password of the person it was made for; false if the link no longer opens. */
    @Transactional
    boolean setPasswordWith(String token, String password) {
        var id = links.memberOf(token);
        if (id.isEmpty() || !links.use(token)) return false;
        var member = get(id.getAsLong());
        setPassword(member.id(), password, new Who(member.id(), member.name()));
        return true;
    }

    /** What would be in nobody's hands if the person left. */
    @Transactional(readOnly = true)
    public List<String> leftBehindBy(long id) {
        return duties.stream().flatMap(each -> each.lookedAfterBy(id).stream()).toList();
    }

    /**
     * Ends all sessions and links at once; refused for the last admin who could let anybody in again, and for somebody who
     * still looks after something.
     */
    @Transactional
    public Outcome deactivate(long id, Who by) {
        oneAtATime();
        var member = get(id);
        if (isTheLastAdmin(member)) return Outcome.WOULD_LEAVE_NO_ADMIN;
        if (!leftBehindBy(id).isEmpty()) return Outcome.STILL_LOOKS_AFTER;
        if (member.active()) {
            member.deactivate();
            links.endFor(id);
            audit.note(by, "deactivated", about(member), Map.of());
        }
        return Outcome.DONE;
    }

    @Transactional
    public void activate(long id, Who by) {
        var member = get(id);
        if (member.active()) return;
        member.activate();
        audit.note(by, "activated again", about(member), Map.of());
    }

    /**
     * A new link with which the person sets a password; earlier ones stop working.
     *
     * @throws IllegalArgumentException for somebody inactive
     */
    @Transactional
    String newLink(long id, Who by) {
        var member = get(id);
        if (!member.active()) throw new IllegalArgumentException(member.email() + " is not active");
        audit.note(by, "made a password link for", about(member), Map.of());
        return links.makeFor(id);
    }

    private boolean isTheLastAdmin(Member member) {
        return member.isActive(Role.ADMIN) && members.countActiveAdmins() == 1;
    }

    private boolean taken(String email) {
        return members.findByEmail(email.strip().toLowerCase(Locale.ROOT)).isPresent();
    }

    private Member get(long id) {
        return members.findById(id).orElseThrow(() -> new NoSuchPerson(id));
    }

    /** Two admins who deactivate each other at the same time would both be allowed to; readers are not held up. */
    private void oneAtATime() {
        entities.createNativeQuery("lock table member in share row exclusive mode")
                .executeUpdate();
    }

    private static About about(Member member) {
        return new About("member", member.id(), member.name());
    }

    private static List<String> words(Set<Role> roles) {
        return roles.stream().sorted().map(Role::words).toList();
    }
}
