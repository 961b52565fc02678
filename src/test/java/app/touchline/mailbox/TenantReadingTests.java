package app.touchline.mailbox;

import java.util.Set;

import org.junit.jupiter.api.Test;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.graph.standin.TestCertificate;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;

/** A mailbox at Microsoft 365 is read through its tenant's app, as any other mailbox is. */
@TouchlineTest
class TenantReadingTests extends InATenant {

    @Test
    void newAndOldMailOfAllFoldersBecomesTouchesOnce() {
        box.deliver("inbox", mail(5));
        box.deliver("inbox", mail(24 * 90));
        box.deliver(box.make("Partners", "inbox").id, mail(24 * 30));
        box.deliver("archive", mail("stranger@nowhere.test", 24 * 31));
        for (var leftOut : Set.of("junkemail", "deleteditems", "drafts", "outbox")) box.deliver(leftOut, mail(24 * 20));
        box.deliver(box.make("Old", "deleteditems").id, mail(24 * 21));
        box.deliver("inbox", mail(24 * 400));
        var id = connect(box);
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(3);
        assertThat(counter(id, "read")).isEqualTo(4);
        assertThat(counter(id, "strangers")).isEqualTo(1);
        assertThat(counter(id, "matched")).isEqualTo(3);
        box.deliver("inbox", mail(0));
        readToTheEnd(id);
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(4);
        assertThat(counter(id, "read")).isEqualTo(5);
        assertThat(state(id)).isEqualTo("LIVE");
    }

    @Test
    void everyRequestAboutMailAsksForImmutableIdsAndTheTokenGoesOnlyThere() {
        for (int i = 0; i < 30; i++) box.deliver("inbox", mail(i));
        var id = connect(box);
        readToTheEnd(id);
        smallPages(id, 7);
        for (int i = 0; i < 30; i++) box.deliver("inbox", mail(0));
        readToTheEnd(id);
        assertThat(standIn.requests)
                .filteredOn(request -> !request.path().getLast().equals("$count"))
                .isNotEmpty()
                .allMatch(request -> request.wantsImmutableIds())
                .filteredOn(request -> request.isDelta())
                .hasSizeGreaterThan(8)
                .allMatch(request -> request.maxPageSize() > 0);
        assertThat(touches()).isEqualTo(60);
        assertThat(standIn.tokens.asked).hasValue(1);
    }

    @Test
    void aDraftIsNoMail() {
        var draft = mail(3);
        draft.draft = true;
        box.deliver("inbox", draft);
        readToTheEnd(connect(box));
        assertThat(touches()).isZero();
    }

    @Test
    void anAppMaySignInWithACertificate() {
        var certificate = TestCertificate.made("touchline");
        standIn.tokens.certificate = certificate.certificate();
        connections.renew(connection, new Tenant.Credential.Certificate(certificate.pem()), Who.TOUCHLINE);
        box.deliver("inbox", mail(3));
        readToTheEnd(connect(box));
        assertThat(touches()).isEqualTo(1);
    }

    @Test
    void aPartnerEnteredLaterYieldsTheSameTouches() {
        box.deliver("inbox", mail("lee@later." + domain.replace("graph", "other"), 30));
        box.deliver("sentitems", mail("lee@later." + domain.replace("graph", "other"), 24 * 60));
        var id = connect(box);
        readToTheEnd(id);
        assertThat(touches()).isZero();
        partners.domain(partner, "later." + domain.replace("graph", "other"));
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(2);
        assertThat(counter(id, "strangers")).isZero();
        assertThat(counter(id, "matched")).isEqualTo(2);
        assertThat(counter(id, "swept_new")).isZero();
    }

    @Test
    void aStoredLinkThatLeadsElsewhereIsNotFollowed() {
        box.deliver("inbox", mail(3));
        var id = connect(box);
        readToTheEnd(id);
        var other = standIn.user("victim." + domain + "@ours.test");
        for (var link : Set.of(
                "@127.0.0.2:1/v1.0/users/" + ours + "/mailFolders/" + box.folder("inbox").id + "/messages/delta",
                "/v1.0/users/" + other.address + "/mailFolders/" + other.folder("inbox").id + "/messages/delta",
                "/v1.0/users/" + ours + "/mailFolders/" + box.folder("inbox").id
                        + "/messages/delta/../../../messages")) {
            jdbc.sql("update mailbox_folder set live_cursor = :cursor where mailbox_id = :id and name = :inbox")
                    .param("cursor", "{\"from\":\"2026-11-16T10:00:00Z\",\"link\":\"" + link + "\",\"baseline\":false}")
                    .param("id", id)
                    .param("inbox", box.folder("inbox").id)
                    .update();
            box.deliver("inbox", mail(0));
            readToTheEnd(id);
        }
        assertThat(standIn.requests)
                .noneMatch(request -> request.uri().toString().contains("victim"))
                .noneMatch(request -> request.uri().toString().contains(".."));
        assertThat(touches()).isEqualTo(4);
    }
}
