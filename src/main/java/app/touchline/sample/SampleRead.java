package app.touchline.sample;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

import app.touchline.database.SampleRun;
import app.touchline.reading.Choice;
import app.touchline.reading.Decisions;
import app.touchline.reading.HeldReads;
import app.touchline.reading.Step;
import app.touchline.team.Member;
import app.touchline.team.Members;

import static java.util.Objects.requireNonNull;

/** The sample's weekly read: in progress, at those who slipped, of whom two have a decision. */
@Component
@Conditional(SampleRun.class)
class SampleRead {

    private final HeldReads reads;
    private final Decisions decisions;
    private final Members members;

    SampleRead(HeldReads reads, Decisions decisions, Members members) {
        this.reads = reads;
        this.decisions = decisions;
        this.members = members;
    }

    void begin(
            SampleProgramme programme,
            Map<SamplePerson, Member> owners,
            Map<SamplePartner, Long> ids,
            LocalDate today) {
        var lead = members.findByEmail(SampleProgramme.LEAD.address())
                .orElseThrow()
                .signedIn();
        var read = reads.begin(lead);
        reads.pass(read.id(), Step.COVERAGE, lead);
        reads.pass(read.id(), Step.RECOVERY, lead);
        var silent = programme.partners().stream()
                .filter(partner -> partner.status().inCadence() && partner.story() == Story.LONG_SILENT)
                .limit(2)
                .toList();
        for (int nth = 0; nth < silent.size(); nth++) {
            var partner = silent.get(nth);
            var owner = requireNonNull(owners.get(partner.owner()));
            var choice = nth == 0
                    ? new Choice.Recovery(owner.id(), today.plusDays(2), "Call, do not write")
                    : new Choice.Snooze(today.plusWeeks(2), "They asked us to wait for their new head of partnerships");
            decisions.decide(read.id(), requireNonNull(ids.get(partner)), choice, null, UUID.randomUUID(), lead);
        }
    }
}
