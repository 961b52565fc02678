package app.touchline.touch;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What became of the copies that were handed to the record.
 *
 * @param copies in their order
 * @param found per touch that is new, or new with somebody: the addresses by which it is with a partner now
 */
public record Noted(List<Each> copies, List<Set<String>> found) {

    /**
     * @param before the rule under which this copy was kept before; null if it was not
     * @param after the rule under which it is kept now; null if nobody on it is a partner's
     */
    public record Each(@Nullable Rule before, @Nullable Rule after) {}
}
