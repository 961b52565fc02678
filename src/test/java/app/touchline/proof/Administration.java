package app.touchline.proof;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;

import app.touchline.proof.Programme.Since;
import app.touchline.testing.Patience;

import static org.assertj.core.api.Assertions.assertThat;

/** What an admin does in the browser to set the programme up, and what can then be read off. */
final class Administration {

    private final Browser browser;
    private final MailWorld world;
    private final Dovecot dovecot;

    Administration(Browser browser, MailWorld world, Dovecot dovecot) {
        this.browser = browser;
        this.world = world;
        this.dovecot = dovecot;
    }

    void signIn() {
        var in = browser.get("/sign-in")
                .form("/sign-in")
                .with("email", RunningTouchline.ADMIN)
                .with("password", RunningTouchline.ADMIN_PASSWORD)
                .submit()
                .ok();
        assertThat(in.path).isEqualTo("/");
    }

    /** Signs in, and enters settings and people. */
    void setUp() {
        signIn();
        browser.get("/admin/settings")
                .form("/admin/settings")
                .with("name", "Proof programme")
                .with("zone", MailWorld.ZONE.getId())
                .with("ownDomains", String.join("\n", world.programme.ownDomains))
                .with("knownSince", world.programme.knownSince.toString())
                .submit()
                .ok();
        for (var member : world.programme.members)
            browser.get("/admin/people/new")
                    .form("/admin/people")
                    .with("name", member.name())
                    .with("email", member.email())
                    .with("zone", "Asia/Kolkata")
                    .with("roles", "PARTNER_MANAGER")
                    .submit()
                    .ok();
        var people = browser.get("/admin/people").ok();
        var aliases = browser.get("/admin/settings")
                .form("/admin/settings")
                .without("aliasAddress")
                .without("aliasMember");
        for (var member : world.programme.members)
            for (var address : member.otherAddresses())
                aliases.and("aliasAddress", address).and("aliasMember", idOf(member.name(), people));
        aliases.submit().ok();
    }

    private static String idOf(String name, Browser.Page people) {
        return people.link(name).replaceAll(".*/", "");
    }

    // ---- partners, through CSV files: the first says how it began, the next ones what changed

    void importPartners() {
        importPartners(partnersAtFirst());
        importPartners(changed(1));
        importPartners(changed(2));
    }

    /** Chooses the file, takes its columns as guessed, looks at what it would do, and has it done. */
    void importPartners(String csv) {
        var page = browser.get("/admin/import")
                .form("/admin/import")
                .withFile("file", "partners.csv", csv)
                .submit()
                .ok();
        page = page.lastForm("/columns").submit().ok();
        if (page.path.endsWith("/values")) page = page.form("/values").submit().ok();
        page = whenDone(page);
        if (page.words().contains("wait for a decision"))
            page = whenDone(browser.get(page.path + "?show=undecided")
                    .form("/decisions")
                    .and("all", "new")
                    .submit()
                    .ok());
        var done = whenDone(page.form("/application").submit().ok());
        assertThat(done.words()).contains("Imported by").doesNotContain("wait for a decision");
    }

    private Browser.Page whenDone(Browser.Page page) {
        var path = page.path;
        var now = new AtomicReference<>(page);
        Patience.until("the import is no longer under way", () -> {
            if (!now.get().html.contains("id=\"import-working\"")) return true;
            now.set(browser.get(path).ok());
            return false;
        });
        return now.get();
    }

    private static final String HEADINGS =
            "partner,tier,owner,status,partner_since,tier_since,status_since,domains,contact_name,contact_email,contact_from\n";

    private String partnersAtFirst() {
        var lines = new StringBuilder(HEADINGS);
        for (var partner : world.programme.partners) {
            var since = partner.tiers().getFirst().since();
            var contacts = world.programme.contacts.stream()
                    .filter(contact -> contact.places().getFirst().partner().equals(partner.name()))
                    .toList();
            var first = line(
                    partner.name(),
                    "Tier " + partner.tiers().getFirst().value(),
                    partner.owner(),
                    words(partner.statuses().getFirst().value()),
                    // Without a date it holds from the beginning, that is, known since.
                    since.equals(world.programme.knownSince) ? "" : since.toString(),
                    "",
                    "",
                    String.join(" ", partner.domains()));
            if (contacts.isEmpty()) lines.append(first).append(",,,\n");
            for (var contact : contacts) {
                var from = contact.places().getFirst().from();
                lines.append(
                                contact.equals(contacts.getFirst())
                                        ? first
                                        : line(partner.name(), "", "", "", "", "", "", ""))
                        .append(',')
                        .append(line(
                                contact.name(),
                                String.join(" ", contact.addresses()),
                                from == null ? "" : from.toString()))
                        .append('\n');
            }
        }
        return lines.toString();
    }

    /** The n-th change of each partner's tier and status, and of each contact's place. */
    private String changed(int n) {
        var lines = new StringBuilder(HEADINGS);
        for (var partner : world.programme.partners) {
            var tier = nth(partner.tiers(), n);
            var status = nth(partner.statuses(), n);
            if (tier == null && status == null) continue;
            lines.append(line(
                            partner.name(),
                            tier == null ? "" : "Tier " + tier.value(),
                            "",
                            status == null ? "" : words(status.value()),
                            "",
                            tier == null ? "" : tier.since().toString(),
                            status == null ? "" : status.since().toString(),
                            ""))
                    .append(",,,\n");
        }
        for (var contact : world.programme.contacts) {
            if (contact.places().size() <= n) continue;
            var place = contact.places().get(n);
            lines.append(line(place.partner(), "", "", "", "", "", "", ""))
                    .append(',')
                    .append(line(
                            contact.name(),
                            String.join(" ", contact.addresses()),
                            place.from().toString()))
                    .append('\n');
        }
        return lines.toString();
    }

    private static <T> Since<T> nth(List<Since<T>> history, int n) {
        return history.size() > n ? history.get(n) : null;
    }

    private static String words(String status) {
        return status.charAt(0) + status.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String line(String... cells) {
        var quoted = new ArrayList<String>();
        for (var cell : cells) quoted.add('"' + cell.replace("\"", "\"\"") + '"');
        return String.join(",", quoted);
    }

    // ---- mailboxes

    void addMailboxes() {
        var people = browser.get("/admin/people").ok();
        for (var address : MailWorld.MAILBOXES) {
            var member = world.programme.member(address);
            var form = mailboxForm(dovecot.host(), dovecot.port(), "NONE", address, Dovecot.PASSWORD)
                    .with("belongsTo", member.map(m -> idOf(m.name(), people)).orElse("shared"));
            // Told on the form, or afterwards on the mailbox's page: nothing is read before.
            if (member.isPresent()) form.with("noticeGiven", "true");
            var added = form.submit().ok();
            if (member.isEmpty()) mailbox(address).form("/notice").submit().ok();
            assertThat(added.words()).contains(address);
        }
    }

    private Browser.Form mailboxForm(String host, int port, String tls, String address, String password) {
        return browser.get("/admin/mailboxes/new")
                .form("/admin/mailboxes")
                .with("address", address)
                .with("host", host)
                .with("port", String.valueOf(port))
                .with("tls", tls)
                .with("username", address)
                .with("password", password)
                .with("since", world.floor.toString());
    }

    private Browser.Page mailbox(String address) {
        return browser.get(browser.get("/admin/mailboxes").ok().link(address)).ok();
    }

    void checkNow() {
        for (var address : MailWorld.MAILBOXES)
            mailbox(address).form("/check").submit().ok();
    }

    /** The answer to "Test the connection", in words. */
    String tryMailbox(String host, int port, String tls, String password) {
        var page = mailboxForm(host, port, tls, MailWorld.MIA, password)
                .with("test", "1")
                .submitTo("/admin/mailboxes/test");
        var answer = Pattern.compile("(?s)id=\"answer\".*?</(?:div|section|p)>").matcher(page.html);
        assertThat(answer.find()).as(page.words()).isTrue();
        return page.words(answer.group().replaceFirst("^[^>]*>", ""));
    }

    // ---- settings and numbers

    void countEither() {
        browser.get("/admin/settings")
                .form("/admin/settings")
                .with("touchCounts", "EITHER")
                .submit()
                .ok();
    }

    /** Each partner's last touch as exported, empty for none. */
    Map<String, String> lastTouches() {
        var last = new TreeMap<String, String>();
        for (var row : csv("/partners.csv")) last.put(row.getField("name"), row.getField("last_touch"));
        last.keySet().retainAll(world.programme.byName().keySet());
        return last;
    }

    /** Lines as in the export; where the coverage is not known, no number of it is compared. */
    List<String> weekly(LocalDate day) {
        var lines = new ArrayList<String>();
        for (var row : csv("/weekly.csv?date=" + day)) {
            var known = !row.getField("inside").isEmpty()
                    || !row.getField("percent").isEmpty();
            lines.add(String.join(
                    ",",
                    row.getField("tier"),
                    row.getField("window_days"),
                    known ? row.getField("in_cadence") : "",
                    row.getField("inside"),
                    row.getField("percent")));
        }
        return lines;
    }

    private List<NamedCsvRecord> csv(String path) {
        var text = browser.get(path).ok().html;
        var withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return CsvReader.builder().ofNamedCsvRecord(withoutMark).stream().toList();
    }
}
