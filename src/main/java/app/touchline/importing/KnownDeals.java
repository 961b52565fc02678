package app.touchline.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.CompanyName;
import app.touchline.deal.Deal;
import app.touchline.deal.DealField;
import app.touchline.deal.RegistrationId;
import app.touchline.partner.Names;

/** The deals that rows of one file may be about, by what the file may call them. */
final class KnownDeals {

    private static final int AS_WRITTEN = 7;

    private final Map<String, Deal> byCode = new HashMap<>();
    private final Map<String, Deal> byExternalId = new HashMap<>();
    private final Map<Of, List<Deal>> byCustomer = new HashMap<>();
    private final Map<Long, Long> lines = new HashMap<>();

    /** By what the file may call deals: what is asked of the database. */
    record Called(Set<String> codes, Set<String> externalIds, Set<String> customers) {

        static Called in(ImportTable table) {
            var called = new Called(new HashSet<>(), new HashSet<>(), new HashSet<>());
            for (var row : table.rows()) {
                var registration = row.cell(DealField.REGISTRATION_ID);
                RegistrationId.read(registration)
                        .ifPresentOrElse(
                                code -> called.codes.add(code.code()), () -> called.externalIds.add(registration));
                called.externalIds.add(row.cell(DealField.EXTERNAL_ID));
                var customer = row.cell(DealField.CUSTOMER);
                if (!customer.isEmpty() && customer.length() <= Names.LONGEST)
                    called.customers.add(CompanyName.of(customer).key());
            }
            called.externalIds.remove("");
            return called;
        }
    }

    private record Of(@Nullable Long partnerId, String customer) {}

    KnownDeals(List<Deal> deals) {
        for (var deal : deals) {
            byCode.put(deal.code().code(), deal);
            var externalId = deal.externalId();
            if (externalId != null) byExternalId.put(externalId, deal);
            byCustomer
                    .computeIfAbsent(
                            new Of(deal.partnerId(), deal.details().customer().key()), _ -> new ArrayList<>())
                    .add(deal);
        }
    }

    /** The deal with whose registration id a text begins, as {@link Deal#words} does. */
    static Optional<RegistrationId> named(String words) {
        return words.length() < AS_WRITTEN || words.charAt(3) != '-'
                ? Optional.empty()
                : RegistrationId.read(words.substring(0, AS_WRITTEN));
    }

    @Nullable
    Deal called(RegistrationId code) {
        return byCode.get(code.code());
    }

    @Nullable
    Deal identifiedAs(String externalId) {
        return byExternalId.get(externalId);
    }

    /** Deals of the partner with the customer that no row has been about yet. */
    List<Deal> of(@Nullable Long partnerId, String customerKey) {
        return byCustomer.getOrDefault(new Of(partnerId, customerKey), List.of()).stream()
                .filter(deal -> !lines.containsKey(deal.id()))
                .toList();
    }

    /** @return the line that was about it before; null where this is the first */
    @Nullable
    Long claim(Deal deal, long line) {
        var before = lines.putIfAbsent(deal.id(), line);
        return before == null || Objects.equals(before, line) ? null : before;
    }
}
