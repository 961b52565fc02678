package app.touchline.weekly;

import java.time.Clock;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.reading.HeldRead;
import app.touchline.reading.HeldReads;
import app.touchline.settings.SettingsReader;
import app.touchline.team.SignedIn;

/** Closes a weekly read: freezes it and sends its digest, all or nothing. */
@Service
public class ReadClosing {

    private final HeldReads reads;
    private final RecordKeeper records;
    private final SlippedReader slipped;
    private final WeeklyDigest digest;
    private final SettingsReader settings;
    private final Clock clock;

    ReadClosing(
            HeldReads reads,
            RecordKeeper records,
            SlippedReader slipped,
            WeeklyDigest digest,
            SettingsReader settings,
            Clock clock) {
        this.reads = reads;
        this.records = records;
        this.slipped = slipped;
        this.digest = digest;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param letters to how many people the digest goes; empty where the read was closed already */
    record Closed(Optional<Integer> letters) {}

    /**
     * @param because why partners of the first tier have no decision; needed only where there are such
     * @return null where that reason is missing: then nothing is changed
     */
    @Transactional
    public @Nullable Closed close(HeldRead read, String because, boolean byMail, boolean inSlack, SignedIn me) {
        var today = settings.current().today(clock);
        var open = slipped.counts(read.id(), today).firstTierOpen();
        if (open > 0 && because.isBlank()) return null;
        var record = records.asItStands(read, open > 0 ? because : "", me);
        if (!reads.close(read.id(), record.undecidedBecause(), records.write(record), me))
            return new Closed(Optional.empty());
        if (inSlack) digest.sayInSlack(read, record);
        return new Closed(Optional.of(byMail ? digest.send(read, record) : 0));
    }
}
