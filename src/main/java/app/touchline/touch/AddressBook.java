package app.touchline.touch;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Says whose an address was at a time. */
public interface AddressBook {

    /** @param address lower case, the domain in ASCII */
    Match whose(String address, Instant at);

    /** The member who looked after a partner at a time, or null. */
    @Nullable
    Long ownerOf(long partnerId, Instant at);
}
