package app.touchline.weekly;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import app.touchline.post.Letter;
import app.touchline.post.LetterPaper;
import app.touchline.post.Post;
import app.touchline.reading.HeldRead;
import app.touchline.reading.Reopenings;
import app.touchline.slack.Slack;
import app.touchline.team.Member;
import app.touchline.team.Members;

/** What a closed weekly read says to everybody who is not in the room; reads well in a plain mail client. */
@Component
class WeeklyDigest {

    private static final int NAMES = 15;

    private final Members members;
    private final Post post;
    private final LetterPaper paper;
    private final Slack slack;
    private final Reopenings reopenings;

    WeeklyDigest(Members members, Post post, LetterPaper paper, Slack slack, Reopenings reopenings) {
        this.slack = slack;
        this.reopenings = reopenings;
        this.members = members;
        this.post = post;
        this.paper = paper;
    }

    /** To all active people, in the transaction that closes the read; answers to how many. */
    int send(HeldRead read, WeeklyRecord record) {
        int sent = 0;
        for (Member member : members.findByActiveTrueOrderByName()) if (post.send(letter(member, read, record))) sent++;
        return sent;
    }

    /** To the channel, if one is connected; answers whether. */
    boolean sayInSlack(HeldRead read, WeeklyRecord record) {
        var address = paper.address("/weekly/reads/" + read.id());
        var text = "*" + subject(read, record) + "*\n" + String.join("\n", paragraphs(record));
        return slack.say(address == null ? text : text + "\n" + address);
    }

    private Letter letter(Member member, HeldRead read, WeeklyRecord record) {
        return paper.write(
                member.email(),
                member.name(),
                new LetterPaper.Words(
                        subject(read, record),
                        paragraphs(record),
                        paper.address("/weekly/reads/" + read.id()),
                        "The whole read",
                        "You get this because the weekly read of your partner programme was closed."));
    }

    /** A read that was closed before and opened again says so, since people have its former digest. */
    private String subject(HeldRead read, WeeklyRecord record) {
        return reopenings.of(read.id()).isEmpty() ? subject(record) : "Corrected: " + subject(record);
    }

    static String subject(WeeklyRecord record) {
        var coverage = record.tiers().stream()
                .map(tier -> tier.name() + " " + tier.number())
                .toList();
        return "Weekly read, week %d: %s".formatted(record.number(), String.join(", ", coverage));
    }

    static List<String> paragraphs(WeeklyRecord record) {
        var said = new ArrayList<String>();
        said.add("%s closed the read of week %d, as of %s. %d of %d partners that slipped have a decision."
                .formatted(record.closedBy(), record.number(), record.day(), record.decided(), record.slippedInAll()));
        for (var tier : record.tiers())
            said.add("%s: %s, %d of %d inside the window of %d days%s"
                    .formatted(
                            tier.name(),
                            tier.number(),
                            tier.inside(),
                            tier.inCadence(),
                            tier.windowDays(),
                            tier.change().isEmpty() ? "." : "; " + tier.change() + "."));
        if (!record.stale().isEmpty())
            said.add("The numbers may miss touches: " + String.join("; ", record.stale()) + ".");
        add(
                said,
                "Decided",
                record.slipped().stream()
                        .filter(partner -> !partner.decision().isEmpty())
                        .map(partner -> partner.name() + ": " + partner.decision())
                        .toList());
        add(
                said,
                "Slipped, no decision",
                record.slipped().stream()
                        .filter(partner -> partner.decision().isEmpty())
                        .map(partner -> "%s (%s, %d days)".formatted(partner.name(), partner.tier(), partner.days()))
                        .toList());
        if (!record.undecidedBecause().isEmpty()) said.add("Why some have no decision: " + record.undecidedBecause());
        add(
                said,
                "Last week's recovery touches",
                record.recovery().stream()
                        .map(line -> line.partner() + ": " + line.words())
                        .toList());
        add(said, "Tests due", record.tests());
        if (record.noNextStepInAll() > 0)
            said.add(record.noNextStepInAll() + " partners in cadence have no next step.");
        return said;
    }

    private static void add(List<String> said, String heading, List<String> names) {
        if (names.isEmpty()) return;
        var more = names.size() > NAMES ? "; and %d more".formatted(names.size() - NAMES) : "";
        said.add(heading + ": " + String.join("; ", names.stream().limit(NAMES).toList()) + more + ".");
    }
}
