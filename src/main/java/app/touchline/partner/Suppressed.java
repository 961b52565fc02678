package app.touchline.partner;

import java.util.Set;

import app.touchline.secrets.Secrets;

/**
 * Addresses of people who were erased, each known only by its keyed hash. Nobody can tell from it who they are, and nothing
 * with one of these addresses is noted again.
 */
public record Suppressed(Set<String> hashes, Secrets secrets) {

    private static final String PURPOSE = "suppressed address";
    private static final int LENGTH_OF_A_NAME = 12;

    /** What stands where an erased address stood; no mail ever has such a host. */
    public static final String HOST = "erased.invalid";

    public boolean has(String address) {
        return !hashes.isEmpty() && hashes.contains(hash(address));
    }

    /** The address, or what stands for it once it is erased. */
    public String shown(String address) {
        return has(address) ? standsFor(address) : address;
    }

    /** Whether this stands where an erased address stood. */
    public static boolean standsForSomebody(String address) {
        return address.endsWith("@" + HOST);
    }

    /** The same for the same person, whatever tag an address has. */
    String hash(String address) {
        return secrets.keyedHash(Addresses.person(address), PURPOSE);
    }

    String standsFor(String address) {
        return hash(address).substring(0, LENGTH_OF_A_NAME) + "@" + HOST;
    }
}
