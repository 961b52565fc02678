package app.touchline.deal;

import java.util.List;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.partner.Problems;
import app.touchline.team.SignedIn;
import app.touchline.web.EditForm;

/** Saves the form of a deal: only the fields a person touched, all or none. */
@Service
class DealEdit {

    private final DealRecords records;
    private final Deals deals;
    private final DealForm forms;

    DealEdit(DealRecords records, Deals deals, DealForm forms) {
        this.records = records;
        this.deals = deals;
        this.forms = forms;
    }

    @Transactional(readOnly = true)
    public EditForm opened(long id) {
        return forms.of(deals.findById(id).orElseThrow());
    }

    /**
     * @return what somebody else changed since the form was opened and which stays, in words
     * @throws app.touchline.web.ChangedMeanwhile where both changed a field
     */
    @Transactional
    public List<String> save(long id, EditForm form, Problems problems, SignedIn me) {
        var deal = deals.findToChange(id).orElseThrow();
        var now = forms.of(deal);
        var merged = DealForm.NAMES.merged(form, now);
        forms.details(merged, deal.partnerId(), problems)
                .ifPresent(details -> records.correct(id, details, me, records.now(me)));
        return DealForm.NAMES.changedByOthers(form, now);
    }
}
