package app.touchline.settings;

/** Another kind of touch counts from today on; told in the transaction that writes it. */
public record TouchCountsChanged() {}
