package app.touchline.joining;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.Names;
import app.touchline.partner.Refused;

/** The four questions as they were answered about a company on a day: passed, or a polite pass with its reason. */
@Entity
public class Qualification {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private long partnerId;
    private @Nullable Boolean icpMatch;
    private String accounts;
    private int accountsNamed;
    private String introMechanism;
    private @Nullable Boolean economics;
    private boolean passed;
    private String reason;
    private LocalDate decidedOn;
    private Instant decidedAt;
    private @Nullable LocalDate reopenedOn;
    private @Nullable UUID formKey;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Qualification() {}

    /** @param reason why it is a polite pass; blank: what the answers say. Without meaning where all four pass */
    public Qualification(long partnerId, Answers answers, String reason, LocalDate today, Instant now) {
        this.partnerId = partnerId;
        this.icpMatch = answers.icpMatch();
        this.accounts = answers.accounts();
        this.accountsNamed = answers.accountsNamed();
        this.introMechanism = answers.introMechanism();
        this.economics = answers.economics();
        this.passed = answers.pass();
        var said = Names.text("reason", reason);
        this.reason = passed ? "" : said.isEmpty() ? String.join("; ", answers.shortfalls()) : said;
        this.decidedOn = today;
        this.decidedAt = now;
    }

    /**
     * A company that was passed on before it was known here, as a former table says.
     *
     * @param reason blank: what the answers say
     */
    public static Qualification passedOn(long partnerId, Answers answers, String reason, LocalDate on, Instant now) {
        var passedOn = new Qualification(partnerId, answers, reason, on, now);
        var why = new ArrayList<>(answers.shortfalls());
        if (why.isEmpty()) why.add("As in the former tracker");
        passedOn.passed = false;
        passedOn.reason = reason.isBlank() ? String.join("; ", why) : Names.text("reason", reason);
        return passedOn;
    }

    Qualification answeredWith(UUID key) {
        formKey = key;
        return this;
    }

    /** The polite pass is looked at again: it stays on record, and the company may be qualified anew. */
    public void reopen(LocalDate today) {
        if (!politePass()) throw new Refused("qualification", "This is no polite pass, or was reopened already.");
        reopenedOn = today;
    }

    void goTo(long otherPartnerId) {
        partnerId = otherPartnerId;
    }

    public boolean passed() {
        return passed;
    }

    /** Not passed and not reopened: the company is outside the tracker. */
    public boolean politePass() {
        return !passed && reopenedOn == null;
    }

    public Answers answers() {
        return new Answers(icpMatch, accounts, introMechanism, economics);
    }

    public long id() {
        if (id == null) throw new IllegalStateException("not stored yet");
        return id;
    }

    public long partnerId() {
        return partnerId;
    }

    /** Why it is a polite pass; empty where it passed. */
    public String reason() {
        return reason;
    }

    public LocalDate decidedOn() {
        return decidedOn;
    }

    public Instant decidedAt() {
        return decidedAt;
    }

    public @Nullable LocalDate reopenedOn() {
        return reopenedOn;
    }
}
