package app.touchline.partner;

import jakarta.persistence.Entity;

/** What kind of company a partner is, such as Agency or Reseller; admins edit the list. */
@Entity
public class PartnerType extends Offered {

    private static final String WHOSE = "A type";

    protected PartnerType() {}

    PartnerType(String name) {
        super(name, WHOSE);
    }

    void rename(String to) {
        rename(to, WHOSE);
    }
}
