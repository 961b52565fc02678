package app.touchline.mailbox;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.graph.standin.StandIn;
import app.touchline.team.Role;
import app.touchline.testing.As;
import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Microsoft 365 under Admin, through the door a person uses. */
@TouchlineTest
class ConnectionPagesTests extends InATenant {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TeamSamples team;

    private MvcTestResult get(String uri) {
        return mvc.get().uri(uri).with(As.a(Role.ADMIN)).exchange();
    }

    private MvcTestResult post(String uri, String... params) {
        var admin = team.member("Tenant Person", Role.ADMIN);
        var request = mvc.post().uri(uri).with(As.signedIn(admin.signedIn())).with(csrf());
        for (int i = 0; i < params.length; i += 2) request = request.param(params[i], params[i + 1]);
        return request.exchange();
    }

    private MvcTestResult connectTenant(StandIn other, String secret) {
        return post(
                "/admin/microsoft365",
                "name",
                "Other " + domain,
                "tenant",
                other.tokens.tenant,
                "clientId",
                other.tokens.clientId,
                "credential",
                "SECRET",
                "secret",
                secret,
                "certificate",
                "",
                "outside",
                "",
                "cloud",
                "OTHER",
                "graphUrl",
                other.graphUrl() + "/",
                "authorityUrl",
                other.authorityUrl() + "/");
    }

    @Test
    void aTenantIsConnectedWhenItsCredentialIsAccepted() {
        try (var other = new StandIn()) {
            assertThat(connectTenant(other, "wrong"))
                    .hasStatus(422)
                    .bodyText()
                    .contains("Nothing is saved yet", "AADSTS7000215");
            assertThat(connectTenant(other, other.tokens.secret)).hasStatus3xxRedirection();
            var row = jdbc.sql("select * from mail_connection where tenant = :tenant")
                    .param("tenant", other.tokens.tenant)
                    .query()
                    .singleRow();
            assertThat(new String(
                            (byte[]) java.util.Objects.requireNonNull(row.get("secret")), StandardCharsets.ISO_8859_1))
                    .doesNotContain(other.tokens.secret);
            assertThat(get("/admin/microsoft365/" + row.get("id")))
                    .hasStatusOk()
                    .bodyText()
                    .contains("New-ManagementRoleAssignment -App " + other.tokens.clientId, "Add a mailbox")
                    .doesNotContain(other.tokens.secret);
            assertThat(get("/admin/microsoft365")).bodyText().contains("Other " + domain, "Signs in");
            assertThat(connectTenant(other, other.tokens.secret))
                    .hasStatus(422)
                    .bodyText()
                    .contains("connected already");
            assertThat(post("/admin/microsoft365/" + row.get("id") + "/removal"))
                    .hasStatus3xxRedirection();
            assertThat(get("/admin/microsoft365/" + row.get("id"))).hasStatus(404);
        }
    }

    @Test
    void aStandInOnThisMachineNeedsNoTlsAndMayNumberItsAppsAsItLikes() {
        try (var other = new StandIn(false, false)) {
            other.tokens.clientId = "Touchline_1";
            assertThat(connectTenant(other, other.tokens.secret)).hasStatus3xxRedirection();
            assertThat(jdbc.sql("select graph_url || ' ' || authority_url from mail_connection where tenant = :tenant")
                            .param("tenant", other.tokens.tenant)
                            .query(String.class)
                            .single())
                    .isEqualTo(other.graphUrl() + " " + other.authorityUrl());
        }
    }

    @Test
    void aFormWithMistakesComesBackWithARemarkBesideEachField() {
        assertThat(post(
                        "/admin/microsoft365",
                        "name",
                        "",
                        "tenant",
                        "not a tenant",
                        "clientId",
                        "one two three",
                        "credential",
                        "CERTIFICATE",
                        "secret",
                        "",
                        "certificate",
                        "something",
                        "outside",
                        "nobody",
                        "cloud",
                        "OTHER",
                        "graphUrl",
                        "http://graph.example.com",
                        "authorityUrl",
                        "http://login.example.com"))
                .hasStatus(422)
                .bodyText()
                .contains(
                        "Type a name for the tenant",
                        "Type the directory (tenant) id",
                        "Type the application (client) id",
                        "Paste one PEM text",
                        "Type one email address",
                        "such as https://graph.microsoft.com/v1.0",
                        "such as https://login.microsoftonline.com");
    }

    @Test
    void mailboxesAreFoundByNameOrAddress() {
        standIn.user("dana." + domain + "@ours.test", "Dana Weber");
        var page = "/admin/microsoft365/" + connection;
        assertThat(get(page + "?like=Dan")).bodyText().contains("Dana Weber").doesNotContain("box." + domain + "</");
        assertThat(get(page + "?like=box")).bodyText().contains(ours);
        assertThat(get(page + "?like=zzz")).bodyText().contains("Nobody's name");
        standIn.permissions.remove("User.ReadBasic.All");
        assertThat(get(page + "?like=Dan")).bodyText().contains("type an address instead");
    }

    private MvcTestResult choose(String address, String... more) {
        var params = new java.util.ArrayList<>(java.util.List.of(
                "address", address, "belongsTo", "shared", "since", "2026-05-22", "noticeGiven", "true"));
        params.addAll(java.util.List.of(more));
        return post("/admin/microsoft365/" + connection + "/mailboxes", params.toArray(String[]::new));
    }

    private long mailbox(String address) {
        return jdbc.sql("select id from mailbox where address = :address and removed_at is null")
                .param("address", address)
                .query(Long.class)
                .single();
    }

    @Test
    void aMailboxThatIsChosenIsLookedIntoAndRead() {
        box.deliver("inbox", mail(5));
        assertThat(get("/admin/microsoft365/" + connection + "/mailboxes/new?address=" + ours))
                .bodyText()
                .contains(ours);
        assertThat(choose(ours)).hasStatus3xxRedirection();
        var id = mailbox(ours);
        readToTheEnd(id);
        assertThat(touches()).isEqualTo(1);
        assertThat(get("/admin/mailboxes/" + id))
                .hasStatusOk()
                .bodyText()
                .contains("Microsoft 365, Tenant of " + domain, "Up to date")
                .doesNotContain("does not show the headers", "not meant to reach");
        assertThat(get("/admin/microsoft365/" + connection)).bodyText().contains(ours);
        assertThat(choose(ours)).hasStatus(422).bodyText().contains("connected already");
        assertThat(get("/admin/mailboxes/" + id + "/edit"))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("Mail server");
        assertThat(post(
                        "/admin/mailboxes/" + id,
                        "address",
                        ours,
                        "host",
                        "",
                        "port",
                        "",
                        "tls",
                        "TLS",
                        "username",
                        "",
                        "password",
                        "",
                        "belongsTo",
                        "shared",
                        "since",
                        "2026-05-01"))
                .hasStatus3xxRedirection();
        assertThat(get("/admin/mailboxes/" + id + "/removal")).bodyText().doesNotContain("password");
        assertThat(post("/admin/mailboxes/" + id + "/removal")).hasStatus3xxRedirection();
    }

    @Test
    void hiddenHeadersAndAReachThatIsTooWideAreSaid() {
        var outside = standIn.user("boss." + domain + "@ours.test");
        connections.rename(connection, "Tenant", outside.address, Who.TOUCHLINE);
        standIn.showsHeaders = false;
        box.deliver("inbox", mail(5));
        assertThat(choose(ours)).hasStatus3xxRedirection();
        assertThat(get("/admin/mailboxes/" + mailbox(ours)))
                .bodyText()
                .contains("does not show the headers", "not meant to reach");
        standIn.forbidsHeaders = true;
        var strict = standIn.user("strict." + domain + "@ours.test");
        assertThat(choose(strict.address)).hasStatus3xxRedirection();
        assertThat(get("/admin/mailboxes/" + mailbox(strict.address)))
                .bodyText()
                .contains("does not show the headers");
        standIn.forbidsHeaders = false;
        var other = standIn.user("limited." + domain + "@ours.test");
        standIn.scope = Set.of(other.address);
        assertThat(choose(other.address)).hasStatus3xxRedirection();
        assertThat(get("/admin/mailboxes/" + mailbox(other.address))).bodyText().doesNotContain("not meant to reach");
    }

    @Test
    void aMailboxThatCannotBeLookedIntoIsConnectedOnlyOnPurpose() {
        standIn.scope = Set.of();
        assertThat(choose(ours)).hasStatus(422).bodyText().contains("two hours", "Connect it all the same");
        assertThat(choose(ours, "anyway", "true")).hasStatus3xxRedirection();
        var nobody = "nobody." + domain + "@ours.test";
        standIn.scope = null;
        assertThat(choose(nobody)).hasStatus(422).bodyText().contains("no mailbox to read there");
        sync.runSlice(mailbox(ours));
        assertThat(get("/admin/mailboxes/" + mailbox(ours))).hasStatusOk();
    }

    @Test
    void anExpiredSecretIsSaidOnceAndANewOneIsEnteredThere() {
        assertThat(choose(ours)).hasStatus3xxRedirection();
        standIn.tokens.secretExpired = true;
        standIn.tokens.expireTokens();
        sync.runSlice(mailbox(ours));
        assertThat(get("/admin/microsoft365/" + connection))
                .bodyText()
                .contains("AADSTS7000222", "Enter a new credential");
        assertThat(get("/admin/mailboxes/" + mailbox(ours))).bodyText().contains("Is closed to Touchline");
        standIn.tokens.secretExpired = false;
        standIn.tokens.secret = "renewed";
        assertThat(post(
                        "/admin/microsoft365/" + connection,
                        "name",
                        "Tenant",
                        "tenant",
                        "",
                        "clientId",
                        "",
                        "credential",
                        "SECRET",
                        "secret",
                        "renewed",
                        "certificate",
                        "",
                        "outside",
                        "",
                        "cloud",
                        "OTHER",
                        "graphUrl",
                        "",
                        "authorityUrl",
                        ""))
                .hasStatus3xxRedirection();
        readToTheEnd(mailbox(ours));
        assertThat(state(mailbox(ours))).isEqualTo("LIVE");
    }

    @Test
    void beingToldOfNewMailNeedsAnAddressThatIsReachedByHttps() {
        var change = "/admin/microsoft365/" + connection;
        String[] form = {
            "name",
            "Told " + domain,
            "tenant",
            "",
            "clientId",
            "",
            "credential",
            "SECRET",
            "secret",
            "",
            "certificate",
            "",
            "outside",
            "",
            "notifications",
            "true",
            "cloud",
            "OTHER",
            "graphUrl",
            "",
            "authorityUrl",
            ""
        };
        assertThat(post(change, form)).hasStatus(422).bodyText().contains("must begin with https://");
        jdbc.sql("update programme set base_url = 'https://touchline.example.com'")
                .update();
        try {
            assertThat(post(change, form)).hasStatus3xxRedirection();
            assertThat(get(change)).bodyText().contains("Told of new mail", "0 of 0 mailboxes");
            assertThat(get(change + "/edit")).bodyText().containsPattern("name=\"notifications\"[^>]*checked");
            form[15] = "false";
            assertThat(post(change, form)).hasStatus3xxRedirection();
            assertThat(get(change)).bodyText().doesNotContain("Told of new mail");
        } finally {
            jdbc.sql("update programme set base_url = null").update();
        }
    }
}
