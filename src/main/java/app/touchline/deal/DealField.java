package app.touchline.deal;

import java.util.List;
import java.util.Map;

import app.touchline.partner.FileField;

/** A field of a deal as files have it: written by the list of deals, read by an import. */
public enum DealField implements FileField {
    REGISTRATION_ID(
            "Registration id",
            Kind.TEXT,
            "As it is said aloud here, such as 4K7-M9Q; that of another system is kept as the external id."),
    EXTERNAL_ID("External id", Kind.TEXT, "Its id in another system, such as a CRM."),
    CUSTOMER("Customer", Kind.TEXT, "The company that would buy; a new deal needs it."),
    CUSTOMER_DOMAIN("Customer domain", Kind.TEXT, "The customer's domain."),
    CUSTOMER_CONTACT("Customer contact", Kind.TEXT, "Whom we would talk to there, and how."),
    PARTNER("Partner", Kind.CHOICE, "The name, the external id or a domain of the partner whose deal it is."),
    TIER("Tier", Kind.TEXT, "The partner's tier today."),
    PARTNER_CONTACT("Partner contact", Kind.TEXT, "Name or address of the partner's contact who brought it."),
    INCUMBENT("Incumbent", Kind.CHOICE, "The partner through whom the customer bought until now."),
    ORIGIN(
            "Origin",
            Kind.CHOICE,
            "Registered by the partner, a lead that we passed to it, or entered by our own sales, which has no partner."),
    PART("Part", Kind.CHOICE, "Whether the partner sourced or influenced it; empty: sourced."),
    SHARES(
            "Shares",
            Kind.TEXT,
            "Where several partners have part in it or the money is divided: each with its part, such as Acme sourced 60%; Globex influenced 40%."),
    KIND("Kind", Kind.CHOICE, "New business, Renewal or Expansion; empty: new business."),
    OWNER("Owner", Kind.CHOICE, "Email or name of who looks after it; empty: the partner's owner, else who imports."),
    STANDING(
            "Standing",
            Kind.CHOICE,
            "What was decided: Waiting, Approved, Declined, Withdrawn or Our own sales'. Empty: approved where it has moved on since, else waiting."),
    STAGE("Stage", Kind.CHOICE, "Registered, Qualified, Proposal sent, Negotiating, Closed won or Closed lost."),
    STAGE_SINCE("Stage since", Kind.DATE, "The first day in its stage; empty: the day of the import."),
    VALUE("Value", Kind.MONEY, "Exactly, as 12500, 12,500.00 or $12.500,00; a new deal needs it."),
    CURRENCY("Currency", Kind.TEXT, "Its three letters, such as EUR; empty: the programme's."),
    WORTH_IN_PROGRAMME_CURRENCY("Worth in programme currency", Kind.MONEY, "Worked out by the day's rate."),
    SOURCED("Sourced", Kind.MONEY, "What of it partners sourced."),
    INFLUENCED("Influenced", Kind.MONEY, "What of it partners influenced."),
    EXPECTED_CLOSE("Expected close", Kind.DATE, "When they are expected to decide; a new open deal needs it."),
    REGISTERED_ON(
            "Registered on", Kind.DATE, "The day it came in; empty: the earliest other day of the row, else today."),
    DECIDED_ON("Decided on", Kind.DATE, "The day it was approved or declined; empty: the day it came in."),
    DECISION_REASON("Decision reason", Kind.TEXT, "Why it was decided so."),
    PROTECTED_UNTIL(
            "Protected until", Kind.DATE, "Its last protected day; empty: as the rule of the partner's tier says."),
    CLOSED_ON("Closed on", Kind.DATE, "The day it was won or lost; empty: the expected close."),
    WON_VALUE("Won value", Kind.MONEY, "What it was won for; empty: its value."),
    LOST_REASON("Lost reason", Kind.CHOICE, "Why it was lost, from the list that admins keep."),
    LOST_NOTE("Lost note", Kind.TEXT, "What else there is to say about that."),
    TERRITORY("Territory", Kind.TEXT, "The region the customer belongs to."),
    PRODUCTS("Products", Kind.TEXT, "Which products it is about."),
    DESCRIPTION("Description", Kind.NOTE, "What the customer wants to do.");

    private static final Map<DealField, List<String>> ALIASES = FileField.aliases(DealField.class, """
            REGISTRATION_ID: deal_registration_id registration_number registration deal_reg_id deal_registration_number reg_id
            EXTERNAL_ID: id deal_id crm_id record_id opportunity_id crm_deal_id crm_opportunity_id salesforce_id hubspot_id hs_object_id opp_id
            CUSTOMER: account account_name company company_name customer_name customer_company end_customer end_user end_customer_name end_user_company associated_company prospect prospect_company client organization organisation
            CUSTOMER_DOMAIN: domain website company_domain company_domain_name account_website customer_website prospect_domain
            CUSTOMER_CONTACT: contact contact_name primary_contact customer_contact_name associated_contact prospect_contact end_customer_contact
            PARTNER: partner_name partner_account partner_company partner_account_name referral_partner channel_partner reseller registered_by_partner submitted_by_partner sourced_by_partner partner_id
            TIER: partner_tier
            PARTNER_CONTACT: partner_contact_name partner_rep partner_user submitted_by registered_by partner_contact_email
            INCUMBENT: incumbent_partner current_partner
            ORIGIN: deal_origin direction
            PART: sourced_or_influenced attribution partner_role partner_attribution partner_involvement
            SHARES: splits split partner_shares partner_split partner_splits deal_split deal_splits co_partners other_partners
            KIND: deal_type type opportunity_type
            OWNER: deal_owner opportunity_owner owner_name owner_email account_owner channel_manager partner_manager sales_rep account_executive
            STANDING: deal_registration_status registration_status approval_status approval decision deal_status status
            STAGE: deal_stage stage_name sales_stage opportunity_stage pipeline_stage status deal_status
            STAGE_SINCE: stage_entered_on entered_stage last_stage_change_date stage_changed_on date_entered_current_stage
            VALUE: amount deal_value deal_amount deal_size estimated_value opportunity_amount estimated_amount total_amount acv tcv arr contract_value revenue
            CURRENCY: deal_currency currency_code currency_iso_code amount_currency opportunity_currency
            EXPECTED_CLOSE: close_date expected_close_date estimated_close_date est_close_date anticipated_close_date forecast_close_date
            REGISTERED_ON: registered registration_date date_registered submitted_on date_submitted submission_date submitted create_date created_date created_on created date_created
            DECIDED_ON: decision_date approval_date approved_on date_approved declined_on rejected_on
            DECISION_REASON: decline_reason rejection_reason reason_declined reason_rejected decision_note
            PROTECTED_UNTIL: protection_end protection_end_date protection_expires protection_expiration expiration_date expires expires_on expiry_date deal_expiration_date registration_expires
            CLOSED_ON: closed closed_date actual_close_date date_closed won_on won_date
            WON_VALUE: won_amount closed_amount closed_won_amount final_amount
            LOST_REASON: closed_lost_reason loss_reason reason_lost reason_for_loss
            LOST_NOTE: closed_lost_note loss_note lost_comment
            TERRITORY: region geo sales_region country
            PRODUCTS: product product_name product_interest products_of_interest solution
            DESCRIPTION: deal_name opportunity_name deal deal_title opportunity name details deal_description notes comments project
            """);

    private final Told told;

    DealField(String words, Kind kind, String meaning) {
        this.told = new Told(words, kind, meaning);
    }

    @Override
    public Told told() {
        return told;
    }

    @Override
    public List<String> aliases() {
        return ALIASES.getOrDefault(this, List.of());
    }

    @Override
    public boolean isDerived() {
        return switch (this) {
            case TIER, WORTH_IN_PROGRAMME_CURRENCY, SOURCED, INFLUENCED -> true;
            default -> false;
        };
    }
}
