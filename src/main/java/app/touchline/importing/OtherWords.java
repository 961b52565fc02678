package app.touchline.importing;

import java.util.HashMap;
import java.util.Map;

import app.touchline.deal.DealField;
import app.touchline.partner.FileField;
import app.touchline.partner.TrackerField;

/** What other people's tables call the choices of fields that hold one of a few. */
final class OtherWords {

    private static final Map<FileField, Map<String, String>> ALL = Map.of(
            TrackerField.STATUS,
            also("""
                    Active: live current signed partner
                    Testing: test in_test pilot trial 90_day_test onboarding
                    Prospect: lead new in_discussion evaluating
                    Paused: on_hold hold dormant
                    Inactive: churned closed ended terminated dead
                    Polite pass: passed_on passed_politely declined rejected disqualified not_a_fit no_fit
                    """),
            TrackerField.TEST_VERDICT,
            also("""
                    On track: in_progress running green
                    At risk: yellow behind
                    Delivered: pass passed success won
                    Failed: fail lost
                    """),
            TrackerField.NEXT_ACTION_TYPE,
            also("""
                    Follow-up: call email follow_up followup
                    Account research: research
                    Intro request: intro
                    Co-marketing: marketing
                    Re-engage: reengage
                    """),
            TrackerField.CONTACT_ROLE,
            also("""
                    AE: account_executive sales
                    BDR: sdr business_development
                    SE: solutions_engineer sales_engineer
                    CS: customer_success csm
                    Executive: ceo cto cro coo founder co_founder vp director
                    Partner manager: partnerships head_of_partnerships alliance_manager pm
                    """),
            DealField.ORIGIN,
            also("""
                    partner: registered partner_registered partner_sourced inbound from_partner
                    lead: passed_lead lead_to_partner outbound to_partner
                    own_sales: direct own internal in_house
                    """),
            DealField.KIND,
            also("""
                    new_business: new net_new newbusiness new_logo new_customer
                    renewal: renew existing_business_renewal
                    expansion: upsell cross_sell upgrade add_on existing_business existingbusiness
                    """),
            DealField.PART,
            also("""
                    sourced: sourcing partner_sourced originated
                    influenced: influencing partner_influenced co_sell
                    """),
            DealField.STANDING,
            also("""
                    waiting: pending submitted under_review in_review pending_approval awaiting_approval new open requested
                    approved: accepted active registered protected expired lapsed won
                    declined: rejected denied refused not_approved disapproved
                    withdrawn: cancelled canceled recalled retracted
                    ours: own direct
                    """),
            DealField.STAGE,
            also("""
                    registered: new open submitted prospecting appointment_scheduled appointmentscheduled lead pipeline
                    qualified: qualification qualified_to_buy qualifiedtobuy discovery needs_analysis accepted evaluation demo
                    proposal_sent: proposal quote quoted proposal_price_quote presentation_scheduled presentationscheduled value_proposition
                    negotiating: negotiation negotiation_review contract_sent contractsent commit verbal decision_maker_bought_in decisionmakerboughtin
                    closed_won: won closedwon closed_and_won win sold
                    closed_lost: lost closedlost closed_and_lost lose dead
                    """));

    private OtherWords() {}

    /** By each other word, as {@link FileField#key} gives it, the choice it means, as it is written. */
    static Map<String, String> of(FileField field) {
        return ALL.getOrDefault(field, Map.of());
    }

    private static Map<String, String> also(String text) {
        var also = new HashMap<String, String>();
        text.lines().forEach(line -> {
            var colon = line.indexOf(':');
            for (var word : line.substring(colon + 1).strip().split(" ")) also.put(word, line.substring(0, colon));
        });
        return also;
    }
}
