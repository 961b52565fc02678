package app.touchline.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A page that is measured.
 *
 * @param who its readers by their address, each with a number instead of %d
 * @param floor a hand-written statement for the rows that it shows
 */
record Page(String name, String who, String path, String floor) {

    private static final String MANAGER = "manager%d@bench.test";
    private static final String LEAD = "lead%d@bench.test";
    private static final String COLUMNS =
            "/views?c=partner&c=tier&c=owner&c=messages_sent&c=last_engagement&c=first_touch"
                    + "&c=calls_booked&c=reps_engaged";

    static List<Page> all(BigProgramme database, LocalDate today) throws IOException, SQLException {
        var manager = database.one("select id from member where email = 'manager1@bench.test'");
        var read = database.one("select id from weekly_read where closed_at is null");
        var pages = new ArrayList<Page>();
        pages.add(today("Today, mine", manager, today));
        pages.add(new Page("Today, all", LEAD, "/?who=all", BigProgramme.statement("today", today, "", "")));
        for (var view : List.of(
                "daily-action",
                "ninety-day-tests",
                "performance",
                "needs-attention",
                "active-partnerships",
                "polite-passes"))
            pages.add(new Page(
                    "View: " + view.replace('-', ' '),
                    MANAGER,
                    "/views/" + view,
                    BigProgramme.statement(view, today, "", "")));
        var sent = BigProgramme.statement("messages-sent", today, "", "");
        pages.add(new Page(
                "View by messages sent", MANAGER, COLUMNS + "&f=messages_sent:more:50&sort=-messages_sent", sent));
        pages.add(new Page(
                "View by last engagement",
                MANAGER,
                COLUMNS + "&f=last_engagement:less:today-30&sort=last_engagement",
                sent));
        pages.add(new Page(
                "View by reps engaged, grouped",
                MANAGER,
                COLUMNS + "&f=reps_engaged:more:1&sort=-reps_engaged&group=tier",
                sent));
        var week = BigProgramme.statement("week", today, "", "");
        pages.add(new Page("Weekly read", LEAD, "/weekly", week));
        for (var step : List.of("coverage", "recovery", "slipped", "loose", "close"))
            pages.add(new Page("Weekly read, step " + step, LEAD, "/weekly/reads/" + read + "?step=" + step, week));
        pages.add(new Page("Partner", MANAGER, "/partners/77", BigProgramme.statement("partner", today, "", "77")));
        pages.add(new Page("Partners", MANAGER, "/partners", BigProgramme.statement("partners", today, "", "")));
        return pages;
    }

    static Page today(String name, String manager, LocalDate today) throws IOException {
        return new Page(
                name, MANAGER, "/?who=mine", BigProgramme.statement("today", today, "and p.owner_id = " + manager, ""));
    }

    /** The nth reader, at the address that the page is found at in the end. */
    Reader open(Application application, int nth) throws Exception {
        var client = application.of(who.formatted(nth));
        var answer = client.get(path);
        return new Reader(client, answer.location().isEmpty() ? path : answer.location());
    }

    record Reader(Client client, String path) {

        Client.Answer read() throws Exception {
            var answer = client.get(path);
            if (answer.status() != 200) throw new IllegalStateException(path + " answers " + answer.status());
            return answer;
        }
    }
}
