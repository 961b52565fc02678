package app.touchline.touch;

import java.time.Instant;

/** Says whose an address was at a time. */
public interface AddressBook {

    /** @param address lower case, the domain in ASCII */
    Match whose(String address, Instant at);
}
