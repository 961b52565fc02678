package app.touchline.ninetyday;

import java.util.List;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.team.SignedIn;
import app.touchline.web.ChangedMeanwhile;
import app.touchline.web.EditForm;

/** Saves the form of a ninety-day test: only the fields a person touched, all or none. */
@Service
class TestEdit {

    private final TestRecords records;
    private final NinetyDayTests tests;

    TestEdit(TestRecords records, NinetyDayTests tests) {
        this.records = records;
        this.tests = tests;
    }

    /**
     * @return what somebody else changed since the form was opened and which stays, in words
     * @throws ChangedMeanwhile where both changed a field
     */
    @Transactional
    public List<String> save(long id, EditForm form, SignedIn me) {
        var now = TestForm.of(tests.findById(id).orElseThrow().plan());
        records.correct(id, TestForm.plan(TestForm.NAMES.merged(form, now)), me);
        tests.flush();
        return TestForm.NAMES.changedByOthers(form, now);
    }
}
