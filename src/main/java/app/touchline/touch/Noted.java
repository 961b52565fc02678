package app.touchline.touch;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What became of the copies that were handed to the record, in their order. */
public record Noted(List<Each> copies) {

    /**
     * @param before the rule under which this copy was kept before; null if it was not
     * @param after the rule under which it is kept now; null if nobody on it is a partner's
     */
    public record Each(@Nullable Rule before, @Nullable Rule after) {}
}
