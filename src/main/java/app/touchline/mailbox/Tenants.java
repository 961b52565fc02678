package app.touchline.mailbox;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What an admin asks of a tenant before its mailboxes are read. */
public interface Tenants {

    /** Whether the app's credential is accepted. */
    void signIn(Tenant tenant) throws MailTrouble;

    /**
     * People and shared mailboxes by the beginning of a name or address.
     *
     * @param like empty for the first of all
     */
    People people(Tenant tenant, String like) throws MailTrouble;

    /** @param outside an address that the app is not meant to reach; null where there is none */
    Probe probe(Tenant tenant, String address, @Nullable String outside) throws MailTrouble;

    record Person(String address, String name) {}

    /** @param more whether there are others that fit */
    record People(List<Person> found, boolean more) {}

    /**
     * What was learnt of a mailbox by looking into it.
     *
     * @param headersShown whether the headers that tell a person's mail from a machine's are shown; null where no received
     *     mail lies in the inbox
     * @param tooWide whether the app reaches the mailbox outside, too; null where that could not be told
     */
    record Probe(
            int folders,
            @Nullable Boolean headersShown,
            @Nullable Boolean tooWide) {

        /** What a person should know of it, sentence by sentence. */
        public List<String> words() {
            return List.of(folderWords(), headerWords(), widthWords()).stream()
                    .filter(words -> !words.isEmpty())
                    .toList();
        }

        private String folderWords() {
            return Durations.count(folders, "folder") + " will be read.";
        }

        private String headerWords() {
            if (headersShown == null) return "There is no received mail yet to see whether its headers are shown.";
            return headersShown
                    ? "The headers of received mail are shown."
                    : "The headers of received mail are not shown: newsletters and automatic replies are told from people's"
                            + " mail by sender, subject and kind only. Mail.Read would show them.";
        }

        private String widthWords() {
            return Boolean.TRUE.equals(tooWide)
                    ? "The app also reaches the mailbox that it is not meant to reach: take the tenant-wide consent away in"
                            + " Entra, a role limited in Exchange has no effect beside it."
                    : "";
        }
    }
}
