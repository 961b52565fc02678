package app.touchline.views;

import java.util.List;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.DealReader;

/** What was found under a name or an address. */
record SearchPage(String q, List<FoundPartner> partners, List<DealReader.Line> deals, List<FoundContact> contacts) {

    record FoundPartner(
            long id, String name, String tier, @Nullable String owner) {}

    record FoundContact(String name, @Nullable String address, long partnerId, String partner) {}

    public boolean empty() {
        return partners.isEmpty() && deals.isEmpty() && contacts.isEmpty();
    }
}
