package app.touchline.deal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which partners have which part in a deal.
 *
 * @param shares in their order
 * @param words in which it stays on record: "Acme sourced 60%, Globex influenced 40%"
 */
public record Division(List<Share> shares, String words) {

    /** @param names of the partners, by id */
    public static Division of(List<Share> shares, Map<Long, String> names) {
        var inOrder = shares.stream().sorted(Share.IN_ORDER).toList();
        return new Division(
                inOrder,
                inOrder.stream()
                        .map(share -> share.words(Objects.requireNonNull(names.get(share.partnerId()))))
                        .collect(Collectors.joining(", ")));
    }
}
