package app.touchline.partner;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a contact that is about to be entered.
 *
 * @param addresses as a person typed them
 * @param since the first day at the partner; null: from the beginning
 */
public record ContactDraft(
        String name,
        List<String> addresses,
        ContactRole role,
        String chatHandle,
        @Nullable LocalDate since) {

    public static ContactDraft of(String name, String... addresses) {
        return new ContactDraft(name, List.of(addresses), ContactRole.OTHER, "", null);
    }
}
