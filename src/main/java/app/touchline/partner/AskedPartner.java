package app.touchline.partner;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

import app.touchline.team.SignedIn;

/** The partner that a request is about: not found where there is none, denied where it is not this person's to place. */
@Component
public class AskedPartner {

    private final Partners partners;

    AskedPartner(Partners partners) {
        this.partners = partners;
    }

    public Partner of(long id) {
        return partners.findById(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** For its owner and those who lead. */
    public Partner toPlace(long id, SignedIn me) {
        var partner = of(id);
        if (!me.mayPlace(partner.ownerId()))
            throw new AccessDeniedException("Only its owner and those who lead may change this of a partner");
        return partner;
    }
}
