package app.touchline.partner;

import java.util.List;
import java.util.function.Supplier;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;

import app.touchline.web.ChangedMeanwhile;
import app.touchline.web.EditForm;

/** What came of saving a form that two people may have open. */
public sealed interface Saved {

    /** @param theirs what somebody else changed since the form was opened and which stays, in words */
    record Done(List<String> theirs) implements Saved {

        public String words() {
            return theirs.isEmpty() ? "Saved." : "Saved. " + String.join("; ", theirs) + "; that stays.";
        }
    }

    /** @param form to be shown again, with all that was typed */
    record NotDone(EditForm form, Problems problems) implements Saved {}

    /** @param saving answers what somebody else changed and which stays */
    static Saved by(EditForm form, Supplier<List<String>> saving) {
        try {
            return new Done(saving.get());
        } catch (Refused refused) {
            return new NotDone(form, Problems.of(refused));
        } catch (ChangedMeanwhile changed) {
            return new NotDone(changed.form(), Problems.of(changed));
        } catch (OptimisticLockingFailureException | DataIntegrityViolationException sameMoment) {
            return new NotDone(form, Problems.of(Refused.atTheSameMoment(form)));
        }
    }
}
