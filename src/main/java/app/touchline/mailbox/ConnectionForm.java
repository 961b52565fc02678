package app.touchline.mailbox;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A tenant's connection as typed on the form.
 *
 * @param outside an address that the app is not meant to reach; may be empty
 * @param notifications whether new mail is to be told; a box that is not ticked is not sent at all
 * @param meetings whether calendars are read for meetings that took place
 * @param graphUrl only for another cloud than Microsoft's
 */
record ConnectionForm(
        String name,
        String tenant,
        String clientId,
        MailConnection.Credential credential,
        String secret,
        String certificate,
        String outside,
        @Nullable Boolean notifications,
        @Nullable Boolean meetings,
        Cloud cloud,
        String graphUrl,
        String authorityUrl) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    ConnectionForm {
        name = name.strip();
        tenant = tenant.strip();
        clientId = clientId.strip();
        secret = secret.strip();
        outside = outside.strip();
        graphUrl = withoutEnd(graphUrl);
        authorityUrl = withoutEnd(authorityUrl);
    }

    private static String withoutEnd(String url) {
        return url.strip().replaceAll("/+$", "");
    }

    static ConnectionForm empty() {
        return new ConnectionForm(
                "Microsoft 365",
                "",
                "",
                MailConnection.Credential.SECRET,
                "",
                "",
                "",
                false,
                false,
                Cloud.GLOBAL,
                "",
                "");
    }

    static ConnectionForm of(MailConnection connection) {
        return new ConnectionForm(
                connection.name(),
                connection.tenant(),
                connection.clientId(),
                connection.credential(),
                "",
                "",
                connection.scopeMeant() == null ? "" : connection.scopeMeant(),
                connection.notifications(),
                connection.meetings(),
                Cloud.OTHER,
                connection.graphUrl(),
                connection.authorityUrl());
    }

    /**
     * What is wrong, by field, each in a sentence.
     *
     * @param fresh whether a credential must be given
     */
    Map<String, String> problems(boolean fresh) {
        var problems = new HashMap<String, String>();
        if (name.isEmpty()) problems.put("name", "Type a name for the tenant, such as your company's.");
        if (!tenant.matches("[A-Za-z0-9.-]{3,100}"))
            problems.put("tenant", "Type the directory (tenant) id, or a domain of the tenant.");
        if (!isMicrosofts(clientId) && !(cloud == Cloud.OTHER && clientId.matches("[A-Za-z0-9._-]{1,100}")))
            problems.put("clientId", "Type the application (client) id: 32 digits and letters with four hyphens.");
        if (!outside.isEmpty() && !outside.matches("[^\\s@<>\",;]+@[^\\s@<>\",;]+"))
            problems.put("outside", "Type one email address, or leave it empty.");
        if (cloud == Cloud.OTHER) {
            if (!isProtected(graphUrl))
                problems.put("graphUrl", "Type an address with its version, such as https://graph.microsoft.com/v1.0.");
            if (!isProtected(authorityUrl))
                problems.put("authorityUrl", "Type an address such as https://login.microsoftonline.com.");
        }
        if (fresh || givesCredential()) credentialProblems(problems);
        return problems;
    }

    private void credentialProblems(Map<String, String> problems) {
        if (credential == MailConnection.Credential.SECRET && secret.isEmpty())
            problems.put("secret", "Type the client secret's value.");
        if (credential == MailConnection.Credential.CERTIFICATE
                && !(certificate.contains("PRIVATE KEY-----") && certificate.contains("BEGIN CERTIFICATE-----")))
            problems.put("certificate", "Paste one PEM text with the private key and the certificate.");
        else if (credential == MailConnection.Credential.CERTIFICATE && certificate.contains("ENCRYPTED PRIVATE KEY"))
            problems.put("certificate", "The private key must not have a password here; it is kept encrypted.");
    }

    private static boolean isMicrosofts(String clientId) {
        return clientId.matches("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
    }

    boolean givesCredential() {
        return credential == MailConnection.Credential.SECRET ? !secret.isEmpty() : !certificate.isBlank();
    }

    public boolean withMeetings() {
        return Boolean.TRUE.equals(meetings);
    }

    public boolean withNotifications() {
        return Boolean.TRUE.equals(notifications);
    }

    /** Https; unprotected only to this machine itself. */
    private static boolean isProtected(String url) {
        try {
            var uri = new URI(url);
            if (uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) return false;
            return "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    @Nullable
    String scopeMeant() {
        return outside.isEmpty() ? null : outside;
    }

    Tenant.Credential given() {
        return credential == MailConnection.Credential.SECRET
                ? new Tenant.Credential.Secret(secret)
                : new Tenant.Credential.Certificate(certificate);
    }

    Tenant asTenant() {
        return new Tenant(
                0,
                tenant,
                isMicrosofts(clientId) ? clientId.toLowerCase(Locale.ROOT) : clientId,
                given(),
                URI.create(cloud == Cloud.OTHER ? graphUrl : cloud.graph()),
                URI.create(cloud == Cloud.OTHER ? authorityUrl : cloud.authority()));
    }

    @Override
    public String toString() {
        return "ConnectionForm[" + tenant + "]";
    }
}
