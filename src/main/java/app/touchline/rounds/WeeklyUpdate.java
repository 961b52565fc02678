package app.touchline.rounds;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.action.Action.Plan;
import app.touchline.action.ActionType;
import app.touchline.action.NextSteps;
import app.touchline.action.StepOutcome;
import app.touchline.intro.Intro;
import app.touchline.intro.IntroRecords;
import app.touchline.intro.LeadRecords;
import app.touchline.ninetyday.TestRecords;
import app.touchline.ninetyday.Verdict;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** Saves the grid of the weekly update: all rows that were filled in, or none and what is wrong with which. */
@Service
class WeeklyUpdate {

    private final IntroRecords intros;
    private final LeadRecords leads;
    private final TestRecords tests;
    private final NextSteps steps;
    private final SettingsReader settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WeeklyUpdate(
            IntroRecords intros,
            LeadRecords leads,
            TestRecords tests,
            NextSteps steps,
            SettingsReader settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.intros = intros;
        this.leads = leads;
        this.tests = tests;
        this.steps = steps;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param rows as they were shown
     * @param typed by partner, what was sent of each
     * @param formKey the same for every sending of one form
     * @return what is wrong, by partner; where there is anything, nothing was saved
     */
    Map<Long, String> save(List<UpdateRow> rows, Map<Long, Map<String, String>> typed, UUID formKey, SignedIn me) {
        var today = settings.current().today(clock);
        var problems = new LinkedHashMap<Long, String>();
        transaction.executeWithoutResult(status -> {
            for (var row : rows) {
                var sent = typed.get(row.partnerId());
                if (sent == null) continue;
                try {
                    save(row, sent, key(formKey, row.partnerId()), today, me);
                } catch (Refused refused) {
                    problems.put(row.partnerId(), refused.sentence());
                } catch (AccessDeniedException notTheirs) {
                    problems.put(row.partnerId(), "Only its owner and those who lead decide this partner's test.");
                }
            }
            if (!problems.isEmpty()) status.setRollbackOnly();
        });
        return problems;
    }

    private static UUID key(UUID form, long partner) {
        return UUID.nameUUIDFromBytes((form + " " + partner).getBytes(StandardCharsets.UTF_8));
    }

    private void save(UpdateRow row, Map<String, String> sent, UUID key, LocalDate today, SignedIn me) {
        var told = sent.getOrDefault("leads", "").strip();
        if (!told.isEmpty()) leads.tell(row.partnerId(), today, number(told), me);
        var account = sent.getOrDefault("account", "").strip();
        if (!account.isEmpty()) intros.note(row.partnerId(), new Intro.Told(null, account, today, null, ""), key, me);
        var test = row.test();
        var verdict = sent.getOrDefault("verdict", "");
        if (test != null && !verdict.isEmpty() && !verdict.equals(test.verdict().name()))
            tests.judge(test.id(), Verdict.valueOf(verdict), me);
        nextStep(row, sent, key, me);
    }

    private void nextStep(UpdateRow row, Map<String, String> sent, UUID key, SignedIn me) {
        var written = sent.getOrDefault("due", "").strip();
        var step = row.step();
        if (written.isEmpty() || (step != null && written.equals(step.due().toString()))) return;
        var due = day(written);
        if (step == null) {
            var plan = new Plan(
                    ActionType.valueOf(sent.getOrDefault("type", "FOLLOW_UP")),
                    sent.getOrDefault("note", ""),
                    due,
                    me.id());
            steps.set(me, row.partnerId(), plan, key);
            return;
        }
        if (due.isBefore(step.due()))
            throw new Refused("due", "A next action is only put off: to a day after %s.".formatted(step.due()));
        if (steps.postpone(me, step.id(), null, due) instanceof StepOutcome.ChangedMeanwhile)
            throw new Refused("due", "Somebody else changed this action meanwhile.");
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,6}")) throw new Refused("leads", "“%s” is not a number of leads.".formatted(text));
        return Integer.parseInt(text);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Refused("due", "“%s” is not a date; write it like 2026-03-31.".formatted(text));
        }
    }
}
