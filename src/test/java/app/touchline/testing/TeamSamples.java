package app.touchline.testing;

import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.boot.test.context.TestComponent;

import app.touchline.audit.AuditLog.Who;
import app.touchline.team.Member;
import app.touchline.team.People;
import app.touchline.team.Role;

/** Members for tests, made by the real verbs; every one has an email of its own and the zone Europe/Berlin. */
@TestComponent
public class TeamSamples {

    public static final String PASSWORD = "a long enough password";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final People people;

    TeamSamples(People people) {
        this.people = people;
    }

    public Member admin() {
        return member("Ada Admin", Role.ADMIN);
    }

    public Member opsLead() {
        return member("Lena Lead", Role.OPS_LEAD);
    }

    public Member manager(String name) {
        return member(name, Role.PARTNER_MANAGER);
    }

    public Member viewer() {
        return member("Vera Viewer", Role.VIEWER);
    }

    public Member member(String name, Role... roles) {
        return memberIn(ZoneId.of("Europe/Berlin"), name, roles);
    }

    public Member memberIn(ZoneId zone, String name, Role... roles) {
        var email = name.toLowerCase().replaceAll("[^a-z]+", ".") + COUNT.incrementAndGet() + "@ours.test";
        return people.add(email, name, zone, Set.of(roles), Who.TOUCHLINE);
    }

    /** Somebody who can sign in with {@link #PASSWORD}. */
    public Member withPassword(Member member) {
        people.setPassword(member.id(), PASSWORD, Who.TOUCHLINE);
        return member;
    }
}
