package app.touchline.sample;

import java.util.Random;

/** What has been going on with a partner of the sample lately: how long ago our people last wrote to it. */
enum Story {
    ON_CADENCE,
    DUE_SOON,
    SLIPPED,
    /** Neither side has written for more than three weeks. */
    LONG_SILENT,
    /** They write; nobody of ours has answered within the window. */
    ONLY_THEM_LATELY,
    NEVER_TOUCHED;

    /** Days since our last message, as it suits the tier's default window. */
    int daysSilent(int tier, Random random) {
        int window = tier == 1 ? 7 : tier == 2 ? 14 : 30;
        int lead = tier == 1 ? 2 : tier == 2 ? 3 : 5;
        return switch (this) {
            case ON_CADENCE -> random.nextInt(0, window - lead);
            case DUE_SOON -> random.nextInt(window - lead, window + 1);
            case SLIPPED, ONLY_THEM_LATELY -> random.nextInt(window + 2, tier == 1 ? 19 : 2 * window + 8);
            case LONG_SILENT -> random.nextInt(26, 59);
            case NEVER_TOUCHED -> Integer.MAX_VALUE;
        };
    }
}
