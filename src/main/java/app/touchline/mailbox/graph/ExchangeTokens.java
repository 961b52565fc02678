package app.touchline.mailbox.graph;

import java.net.URI;

import org.springframework.stereotype.Component;

import app.touchline.mailbox.AccessTokens;
import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Tenant;

/** Tokens of a tenant's app for IMAP at Exchange Online: one for all its mailboxes. */
@Component
class ExchangeTokens implements AccessTokens<Tenant> {

    private final GraphSource source;

    ExchangeTokens(GraphSource source) {
        this.source = source;
    }

    /** Each cloud has an Exchange of its own. */
    static String scope(URI graph) {
        return switch (String.valueOf(graph.getHost())) {
            case "graph.microsoft.us" -> "https://outlook.office365.us/.default";
            case "dod-graph.microsoft.us" -> "https://outlook-dod.office365.us/.default";
            case "microsoftgraph.chinacloudapi.cn" -> "https://partner.outlook.cn/.default";
            default -> "https://outlook.office365.com/.default";
        };
    }

    @Override
    public String current(Tenant tenant, String user) throws MailTrouble {
        return source.client(tenant).imapTokens().current();
    }

    @Override
    public void refuse(Tenant tenant, String user, String token) throws MailTrouble {
        source.client(tenant).imapTokens().refuse(token);
    }
}
