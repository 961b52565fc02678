package app.touchline.settings;

/** Which mail moves the cadence: only what we sent, or either direction. Meetings and hand-noted touches always do. */
public enum TouchCounts {
    SENT,
    EITHER
}
