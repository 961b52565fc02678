package app.touchline.touch;

/** Who reached out: we, they, or both at once (a meeting). */
public enum Direction {
    SENT,
    RECEIVED,
    BOTH
}
