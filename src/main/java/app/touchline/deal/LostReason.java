package app.touchline.deal;

import jakarta.persistence.Entity;

import app.touchline.partner.Offered;

/** Why deals are lost; the list is the programme's own. */
@Entity
public class LostReason extends Offered {

    private static final String WHOSE = "A reason";

    protected LostReason() {}

    LostReason(String name) {
        super(name, WHOSE);
    }

    void rename(String to) {
        rename(to, WHOSE);
    }
}
