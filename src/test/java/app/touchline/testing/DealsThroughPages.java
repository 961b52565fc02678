package app.touchline.testing;

import java.io.UnsupportedEncodingException;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

import app.touchline.deal.DealDecisions;
import app.touchline.deal.DealRecords;
import app.touchline.deal.Deals;
import app.touchline.partner.Partner;
import app.touchline.team.SignedIn;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** What tests of deals need that go through their pages: a lead, partners with an owner, forms that are sent. */
@TouchlineTest
public abstract class DealsThroughPages {

    @Autowired
    protected MockMvcTester mvc;

    @Autowired
    protected PartnerSamples partners;

    @Autowired
    protected TeamSamples team;

    @Autowired
    protected DealSamples samples;

    @Autowired
    protected DealRecords records;

    @Autowired
    protected DealDecisions decisions;

    @Autowired
    protected Deals deals;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected TestClock clock;

    protected SignedIn lead;

    @BeforeEach
    void aLead() {
        lead = team.opsLead().signedIn();
    }

    protected Partner owned(String stem, SignedIn owner) {
        return partners.partner(PartnerSamples.name(stem), 1, owner.id(), null);
    }

    protected MockMvcRequestBuilder post(String uri, SignedIn me) {
        return mvc.post().uri(uri).with(As.signedIn(me)).with(csrf());
    }

    protected String page(SignedIn me, String uri, Object... variables) {
        try {
            return mvc.get()
                    .uri(uri, variables)
                    .with(As.signedIn(me))
                    .exchange()
                    .getResponse()
                    .getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
