package app.touchline.partner;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;

import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A domain whose mail is the partner's. The same domain at two partners is allowed and means: undecided, a person looks.
 */
@Entity
@DynamicUpdate
public class PartnerDomain {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "partner_domain_id_seq")
    @SequenceGenerator(name = "partner_domain_id_seq", sequenceName = "partner_domain_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    private Partner partner;

    private String domain;
    private boolean includeSubdomains = true;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected PartnerDomain() {}

    PartnerDomain(Partner partner, String domain) {
        this.partner = partner;
        this.domain = domain;
    }

    public long id() {
        if (id == null) throw new IllegalStateException("not stored yet");
        return id;
    }

    /** Lower case ASCII. */
    public String domain() {
        return domain;
    }

    /** Whether mail from domains below it is the partner's too. */
    public boolean includesSubdomains() {
        return includeSubdomains;
    }
}
