package app.touchline.partner;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Tells what another window would make of a tier's partners today; whoever computes the cadence knows. */
public interface WindowForesight {

    Effect of(long tierId, CadenceWindow window);

    /**
     * @param slipping who would be past the window and is not now, the longest silence first
     * @param back who is past the window now and would not be
     * @param coverageNow in words: "46 of 50 = 92%"
     */
    record Effect(
            int inCadence, List<Affected> slipping, List<Affected> back, String coverageNow, String coverageThen) {}

    /** @param days since the partner's last touch or, where that is later, since it entered cadence */
    record Affected(long partnerId, String name, @Nullable String owner, int days) {}
}
