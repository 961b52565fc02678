package app.touchline.touch;

/** Where on the message an address stands; the earlier one tells more. */
public enum PartyRole {
    FROM,
    TO,
    CC,
    BCC
}
