package app.touchline.deal;

import java.time.LocalDate;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.jspecify.annotations.Nullable;

import app.touchline.partner.Refused;

/** In which stage a deal is, since which day, and how it ended. */
@Embeddable
public class Progress {

    @Enumerated(EnumType.STRING)
    private Stage stage = Stage.REGISTERED;

    private LocalDate stageSince;

    @Embedded
    private @Nullable Closing closing;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Progress() {}

    Progress(LocalDate since) {
        this.stageSince = since;
    }

    /** @return the stage it had before */
    Stage moveTo(Stage to, LocalDate today) {
        Refused.when(to.closed(), "stage", "A deal is closed with its value and day, or with its reason.");
        return go(to, today);
    }

    /** @return the stage it had before */
    Stage close(Closing end, LocalDate today) {
        var from = go(end.stage(), today);
        closing = end;
        return from;
    }

    /**
     * Back to the stage it had before it was closed.
     *
     * @return how it had been closed
     */
    Stage reopen(LocalDate today) {
        var end = closing;
        if (end == null) throw new Refused("stage", "Only a closed deal is reopened.");
        closing = null;
        return go(end.from(), today);
    }

    private Stage go(Stage to, LocalDate today) {
        var from = stage;
        Refused.when(
                !from.leadsTo(to), "stage", "From %s a deal does not go to %s.".formatted(from.words(), to.words()));
        stage = to;
        stageSince = today;
        return from;
    }

    void refuseWhereClosed(String field) {
        Refused.when(stage.closed(), field, "This deal is closed; reopen it first.");
    }

    Stage stage() {
        return stage;
    }

    public LocalDate since() {
        return stageSince;
    }

    /** Null while it is open. */
    public @Nullable Closing closing() {
        return closing;
    }
}
