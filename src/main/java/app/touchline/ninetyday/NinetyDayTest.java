package app.touchline.ninetyday;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.Names;
import app.touchline.partner.Refused;

/**
 * Ninety days in which a partner is to reach a goal; it ends with the verdict Delivered or Failed, or is called off. All days
 * are in the programme's zone.
 */
@Entity
public class NinetyDayTest {

    public static final int DAYS = 90;

    private static final int LONGEST_GOAL = 500;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private long partnerId;
    private String goal;
    private @Nullable Integer target;

    @Enumerated(EnumType.STRING)
    private @Nullable Unit unit;

    private LocalDate startsOn;
    private LocalDate endsOn;

    @Enumerated(EnumType.STRING)
    private Verdict verdict = Verdict.ON_TRACK;

    private @Nullable LocalDate decidedOn;
    private @Nullable LocalDate calledOffOn;
    private String calledOff = "";
    private Instant createdAt;
    private @Nullable UUID formKey;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected NinetyDayTest() {}

    /** @param target null: the goal in words is all there is */
    public record Plan(String goal, @Nullable Target target, LocalDate start) {}

    public NinetyDayTest(long partnerId, Plan plan, Instant now) {
        this.partnerId = partnerId;
        this.createdAt = now;
        this.goal = "";
        this.startsOn = plan.start();
        this.endsOn = plan.start();
        correct(plan);
    }

    /** The form it was begun with: a second test with the same key is refused by the database. */
    NinetyDayTest begunWith(UUID key) {
        formKey = key;
        return this;
    }

    public void correct(Plan plan) {
        if (plan.start().getYear() < 1900)
            throw new Refused("startsOn", "%s is too long ago; is the year right?".formatted(plan.start()));
        var text = Names.text("goal", plan.goal());
        if (text.isEmpty()) throw new Refused("goal", "Say in a few words what is to come of it.");
        if (text.length() > LONGEST_GOAL)
            throw new Refused("goal", "A goal has at most %d characters.".formatted(LONGEST_GOAL));
        goal = text;
        target = plan.target() == null ? null : Integer.valueOf(plan.target().number());
        unit = plan.target() == null ? null : plan.target().unit();
        startsOn = plan.start();
        endsOn = plan.start().plusDays(DAYS);
    }

    /** @param on the day of the verdict; not before the test began */
    public void judge(Verdict to, LocalDate on) {
        if (calledOffOn != null) throw new Refused("verdict", "This test was called off.");
        if (to.ends() && on.isBefore(startsOn))
            throw new Refused("verdict", "It begins on %s only; call it off instead.".formatted(startsOn));
        verdict = to;
        decidedOn = to.ends() ? on : null;
    }

    /** It ends without a verdict. */
    public void callOff(LocalDate on, String why) {
        if (!running()) throw new Refused("verdict", "This test has ended already.");
        calledOffOn = on;
        calledOff = Names.text("why", why);
    }

    void goTo(long otherPartnerId) {
        partnerId = otherPartnerId;
    }

    /** Neither decided nor called off; also before its first and after its last day. */
    public boolean running() {
        return !verdict.ends() && calledOffOn == null;
    }

    public long id() {
        if (id == null) throw new IllegalStateException("not stored yet");
        return id;
    }

    public long partnerId() {
        return partnerId;
    }

    public String goal() {
        return goal;
    }

    public @Nullable Target target() {
        return target == null || unit == null ? null : new Target(target, unit);
    }

    public LocalDate startsOn() {
        return startsOn;
    }

    /** The ninetieth day after the first; what comes of it up to this day counts. */
    public LocalDate endsOn() {
        return endsOn;
    }

    public Verdict verdict() {
        return verdict;
    }

    public @Nullable LocalDate decidedOn() {
        return decidedOn;
    }

    public @Nullable LocalDate calledOffOn() {
        return calledOffOn;
    }

    public String calledOff() {
        return calledOff;
    }

    public Plan plan() {
        return new Plan(goal, target(), startsOn);
    }

    public int version() {
        return version;
    }
}
