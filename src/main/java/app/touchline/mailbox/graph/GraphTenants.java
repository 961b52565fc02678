package app.touchline.mailbox.graph;

import java.util.ArrayList;
import java.util.List;

import com.microsoft.graph.models.User;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import app.touchline.mailbox.MailTrouble;
import app.touchline.mailbox.Tenant;
import app.touchline.mailbox.Tenants;
import app.touchline.mailbox.Trouble;

/** Looks around in a tenant through Graph, with a person waiting. */
@Component
class GraphTenants implements Tenants {

    private static final int SHOWN = 25;
    private static final int LOOKED_AT = 10;

    private final GraphSource source;

    GraphTenants(GraphSource source) {
        this.source = source;
    }

    @Override
    public void signIn(Tenant tenant) throws MailTrouble {
        source.client(tenant).signIn();
    }

    @Override
    public People people(Tenant tenant, String like) throws MailTrouble {
        var client = source.client(tenant);
        var words = like.replaceAll("[\"\\\\]", " ").strip();
        try {
            var page = client.ask(() -> client.graph().users().get(request -> {
                if (request.queryParameters == null) return;
                request.queryParameters.select = new String[] {"id", "displayName", "mail"};
                request.queryParameters.top = SHOWN;
                if (words.isEmpty()) return;
                request.queryParameters.search = "\"displayName:%s\" OR \"mail:%s\"".formatted(words, words);
                request.headers.add("ConsistencyLevel", "eventual");
            }));
            return new People(people(page.getValue()), page.getOdataNextLink() != null);
        } catch (MailTrouble e) {
            if (e.trouble() instanceof Trouble.Unconsented)
                throw new MailTrouble(
                        new Trouble.AccessDenied(
                                "The app may not list the tenant's people (that needs User.ReadBasic.All):"
                                        + " type an address instead."),
                        e);
            throw e;
        }
    }

    private static List<Person> people(@Nullable List<User> users) {
        var people = new ArrayList<Person>();
        if (users == null) return people;
        for (var user : users) {
            var address = user.getMail();
            if (address != null && !address.isBlank())
                people.add(new Person(address, user.getDisplayName() == null ? address : user.getDisplayName()));
        }
        return people;
    }

    @Override
    public Probe probe(Tenant tenant, String address, @Nullable String outside) throws MailTrouble {
        var client = source.client(tenant);
        var folders = source.look(client, address).folders().size();
        return new Probe(folders - 1, headersShown(client, address), outside == null ? null : reaches(client, outside));
    }

    private static @Nullable Boolean headersShown(TenantClient client, String address) throws MailTrouble {
        try {
            return headersAmong(client, address);
        } catch (MailTrouble e) {
            if (GraphTroubles.isRefusal(e)) return false; // the folders could be read, so it is about the headers
            throw e;
        }
    }

    private static @Nullable Boolean headersAmong(TenantClient client, String address) throws MailTrouble {
        var newest = client.ask(() -> client.graph()
                .users()
                .byUserId(address)
                .mailFolders()
                .byMailFolderId("inbox")
                .messages()
                .get(request -> {
                    if (request.queryParameters != null) {
                        request.queryParameters.select = new String[] {"id", "internetMessageHeaders"};
                        request.queryParameters.top = LOOKED_AT;
                    }
                    Preferences.of(request.headers);
                }));
        var mail = newest.getValue();
        if (mail == null || mail.isEmpty()) return null;
        return mail.stream()
                .anyMatch(each -> each.getInternetMessageHeaders() != null
                        && !each.getInternetMessageHeaders().isEmpty());
    }

    /** Null where it cannot be told: nobody of that address, or no mailbox. */
    private static @Nullable Boolean reaches(TenantClient client, String outside) throws MailTrouble {
        try {
            client.ask(() -> client.graph()
                    .users()
                    .byUserId(outside)
                    .mailFolders()
                    .byMailFolderId("inbox")
                    .get(request -> {
                        if (request.queryParameters != null) request.queryParameters.select = new String[] {"id"};
                        Preferences.of(request.headers);
                    }));
            return true;
        } catch (MailTrouble e) {
            return switch (e.trouble()) {
                case Trouble.Unconsented _ -> false;
                case Trouble.MailboxGone _, Trouble.Gone _ -> null;
                default -> throw e;
            };
        }
    }
}
