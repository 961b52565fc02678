package app.touchline.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.Customer;
import app.touchline.deal.DealKind;
import app.touchline.deal.Details;
import app.touchline.money.Money;
import app.touchline.team.SignedIn;

/**
 * What is told of one of the sample's deals, and what becomes of it.
 *
 * @param daysAgo when it was registered
 * @param since for so many days it has stood where it stands
 */
record DealStory(String customer, int daysAgo, int since, String value, String currency, int closesIn, Fate fate) {

    /** What becomes of a deal after it was approved. */
    enum Fate {
        WAITS,
        DECLINED,
        REGISTERED,
        QUALIFIED,
        PROPOSAL_SENT,
        NEGOTIATING,
        WON,
        LOST,
        REOPENED
    }

    static final List<DealStory> ALL = List.of(
            new DealStory("Brightwater Foods", 1, 1, "48000", "EUR", 70, Fate.WAITS),
            new DealStory("Castor Rail AG", 9, 9, "125000", "EUR", 95, Fate.WAITS),
            new DealStory("Isarwerk GmbH & Co. KG", 0, 0, "18500", "EUR", 60, Fate.WAITS),
            new DealStory("Delphin Pharma", 160, 52, "64000", "EUR", -50, Fate.WON),
            new DealStory("Eastgate Retail plc", 150, 38, "91000", "GBP", -30, Fate.WON),
            new DealStory("Fernhill Hospitals", 130, 11, "38500", "GBP", -9, Fate.WON),
            new DealStory("Grantham Steel", 120, 47, "27000", "GBP", -45, Fate.LOST),
            new DealStory("Nordlys Energi A/S", 115, 19, "72000", "EUR", -10, Fate.LOST),
            new DealStory("Kestrel Insurance", 110, 6, "56000", "EUR", 26, Fate.REOPENED),
            new DealStory("Vantage Logistics Inc.", 100, 9, "150000", "USD", 20, Fate.NEGOTIATING),
            new DealStory("Polaris Shipyards", 87, 17, "83000", "EUR", 25, Fate.NEGOTIATING),
            new DealStory("Quay Street Bank", 78, 12, "210000", "GBP", 40, Fate.PROPOSAL_SENT),
            new DealStory("Ravensbourne Council", 70, 16, "34000", "GBP", 55, Fate.PROPOSAL_SENT),
            new DealStory("Sundara Textiles", 60, 34, "29500", "USD", 8, Fate.PROPOSAL_SENT),
            new DealStory("Tamsin & Sons", 52, 18, "12400", "GBP", 70, Fate.QUALIFIED),
            new DealStory("Umbra Optics Oy", 45, 13, "41000", "EUR", 80, Fate.QUALIFIED),
            new DealStory("Verdant Farms", 33, 25, "22750", "EUR", 90, Fate.QUALIFIED),
            new DealStory("Wexford Ports", 8, 8, "67000", "EUR", 100, Fate.REGISTERED),
            new DealStory("Harbour Lines", 20, 11, "96000", "EUR", 110, Fate.QUALIFIED),
            new DealStory("Xenia Hotels", 5, 5, "19900", "EUR", 120, Fate.REGISTERED),
            new DealStory("Yarrow Media", 14, 14, "15500", "EUR", 100, Fate.DECLINED),
            new DealStory("The Harbour Lines Ltd.", 1, 1, "99000", "EUR", 100, Fate.WAITS));

    /** Our own sales are after a customer whom a partner registered, too. */
    static final DealStory OF_OUR_OWN_SALES =
            new DealStory("Polaris Shipyards Ltd", 12, 12, "80000", "EUR", 30, Fate.REGISTERED);

    private static final List<String> CONTACTS = List.of(
            "Ines Calloway, head of operations",
            "Mats Lindholm, chief technology officer",
            "Orla Keane, procurement",
            "Tess Alder, finance director",
            "Youssef Amrani, head of planning",
            "Greta Sommer, operations, via the switchboard");

    private static final List<String> WISHES = List.of(
            "They want to replace a tool of their own before the new year.",
            "Two plants first, the others when it works.",
            "Their auditors asked for one record instead of four spreadsheets.",
            "A second region joins in spring and cannot run on the old system.",
            "The contract with their present supplier ends; they compare three.");

    /** So many days ago it came to the nth of so many stages: at the last one long ago as told, the others evenly before. */
    int cameTo(int nth, int of) {
        return daysAgo - 1 - (daysAgo - 1 - since) * nth / of;
    }

    /** As they are told of the nth. */
    Details details(int nth, SignedIn owner, LocalDate today) {
        var slug = customer.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+.*$", "");
        @Nullable Long nobody = null;
        return new Details(
                Customer.told(
                        customer,
                        slug.equals("the") ? "" : slug + ".example",
                        CONTACTS.get(nth % CONTACTS.size()),
                        domain -> false),
                Money.of(value, currency),
                today.plusDays(closesIn),
                nth % 3 == 0 ? "Platform" : nth % 3 == 1 ? "Platform, onboarding" : "Analytics",
                WISHES.get(nth % WISHES.size()),
                nth % 8 == 6 ? DealKind.RENEWAL : nth % 8 == 7 ? DealKind.EXPANSION : DealKind.NEW_BUSINESS,
                nobody,
                nobody,
                owner.id(),
                "");
    }
}
