package app.touchline.intro;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.intro.IntroReader.Introducer;
import app.touchline.team.SignedIn;
import app.touchline.web.ChangedMeanwhile;
import app.touchline.web.EditForm;

/** Saves the form of an intro: only the fields a person touched, all or none. */
@Service
class IntroEdit {

    private final IntroRecords records;
    private final Intros intros;
    private final IntroReader reader;

    IntroEdit(IntroRecords records, Intros intros, IntroReader reader) {
        this.records = records;
        this.intros = intros;
        this.reader = reader;
    }

    /**
     * @return what somebody else changed since the form was opened and which stays, in words
     * @throws ChangedMeanwhile where both changed a field
     */
    @Transactional
    public List<String> save(long id, EditForm form, SignedIn me) {
        var intro = intros.findById(id).orElseThrow();
        var now = IntroForm.of(intro);
        var names = IntroForm.names(reader.introducers(intro.partnerId(), intro.contactId()).stream()
                .collect(Collectors.toMap(Introducer::contactId, Introducer::name)));
        records.correct(id, IntroForm.told(names.merged(form, now)), me);
        intros.flush();
        return names.changedByOthers(form, now);
    }
}
