package app.touchline.mailbox;

/** A message that the source could not fetch; only its id and the kind of error are kept, so that it can be tried again. */
public record Unreadable(String providerId, String errorClass) {}
