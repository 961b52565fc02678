package app.touchline.ninetyday;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.ninetyday.NinetyDayTest.Plan;
import app.touchline.partner.Partner;
import app.touchline.partner.Partners;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/**
 * What is done to ninety-day tests, by the partner's owner and those who lead: refused with a sentence ({@link Refused}),
 * audited under the partner in the same transaction.
 */
@Service
@Transactional
public class TestRecords {

    private final NinetyDayTests tests;
    private final Partners partners;
    private final SettingsReader settings;
    private final AuditLog audit;
    private final Clock clock;

    TestRecords(NinetyDayTests tests, Partners partners, SettingsReader settings, AuditLog audit, Clock clock) {
        this.tests = tests;
        this.partners = partners;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param formKey the same for every sending of one form: a second one begins nothing */
    public NinetyDayTest begin(long partnerId, Plan plan, UUID formKey, SignedIn me) {
        var partner = placedBy(me, partnerId);
        if (partner.archived()) throw new Refused("goal", "This partner is archived.");
        tests.waitForPartner(partnerId);
        var twin = tests.findByFormKey(formKey);
        if (twin.isPresent()) return twin.get();
        tests.runningOf(partnerId).ifPresent(running -> {
            throw new Refused(
                    "goal",
                    "A test is running since %s, and there is one at a time: decide it first."
                            .formatted(running.startsOn()),
                    "/partners/" + partnerId);
        });
        var test = tests.save(new NinetyDayTest(partnerId, plan, clock.instant()).begunWith(formKey));
        note(me, "began a ninety-day test", partner, all(test));
        return test;
    }

    public void correct(long id, Plan plan, SignedIn me) {
        var test = tests.findById(id).orElseThrow();
        var partner = placedBy(me, test.partnerId());
        var before = all(test);
        test.correct(plan);
        var after = all(test);
        if (before.equals(after)) return;
        var detail = new LinkedHashMap<String, Object>();
        for (var field : after.keySet())
            if (!Objects.equals(before.get(field), after.get(field)))
                detail.put(field, "%s → %s".formatted(before.get(field), after.get(field)));
        note(me, "corrected a ninety-day test", partner, detail);
    }

    /** Dated today. A final verdict may be taken back as long as no other test is running. */
    public void judge(long id, Verdict verdict, SignedIn me) {
        var test = tests.findById(id).orElseThrow();
        var partner = placedBy(me, test.partnerId());
        if (test.verdict() == verdict) return;
        tests.waitForPartner(test.partnerId());
        if (!test.running()
                && !verdict.ends()
                && tests.runningOf(test.partnerId()).isPresent())
            throw new Refused("verdict", "Another test is running; there is one at a time.");
        var before = test.verdict();
        test.judge(verdict, today());
        note(
                me,
                "judged a ninety-day test",
                partner,
                Map.of("goal", test.goal(), "from", before.words(), "to", verdict.words()));
    }

    /** It ends without a verdict. */
    public void callOff(long id, String why, SignedIn me) {
        var test = tests.findById(id).orElseThrow();
        var partner = placedBy(me, test.partnerId());
        test.callOff(today(), why);
        note(me, "called off a ninety-day test", partner, Map.of("goal", test.goal(), "why", test.calledOff()));
    }

    private static Map<String, Object> all(NinetyDayTest test) {
        var all = new LinkedHashMap<String, Object>();
        all.put("goal", test.goal());
        all.put("target", words(test.target()));
        all.put("start", test.startsOn().toString());
        return all;
    }

    private static String words(@Nullable Target target) {
        return target == null ? "none" : target.words();
    }

    private Partner placedBy(SignedIn me, long partnerId) {
        var partner = partners.findById(partnerId).orElseThrow();
        if (!me.mayPlace(partner.ownerId()))
            throw new AccessDeniedException("Only its owner and those who lead decide a partner's tests");
        return partner;
    }

    private LocalDate today() {
        return settings.current().today(clock);
    }

    private void note(SignedIn me, String what, Partner partner, Map<String, Object> detail) {
        audit.note(me.who(), what, new About("partner", partner.id(), partner.name()), detail);
    }
}
