package app.touchline.touch;

/** What a person said against the classification of a touch. */
public enum Overruled {
    COUNT,
    DO_NOT_COUNT
}
