package app.touchline.deal;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import app.touchline.partner.Partners;
import app.touchline.post.LetterPaper;
import app.touchline.post.LetterPaper.Words;
import app.touchline.post.Post;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.web.Formats;

/** The letter that tells who looks after a deal, and who owns its partner, that its protection ends. */
@Component
class ReminderLetter {

    private final Post post;
    private final LetterPaper paper;
    private final Members members;
    private final Partners partners;
    private final ProtectionRules rules;
    private final Formats fmt;

    ReminderLetter(
            Post post, LetterPaper paper, Members members, Partners partners, ProtectionRules rules, Formats fmt) {
        this.post = post;
        this.paper = paper;
        this.members = members;
        this.partners = partners;
        this.rules = rules;
        this.fmt = fmt;
    }

    void send(Deal deal, int daysLeft) {
        var partnerId = deal.partnerId();
        if (partnerId == null || !post.isOpen()) return;
        var partner = partners.findById(partnerId).orElseThrow();
        var rule = rules.of(partner.tier().id());
        var may = deal.protection().extensions() < rule.extensions();
        var words = new Words(
                "Protection ends %s: %s".formatted(daysLeft == 0 ? "today" : "in " + fmt.days(daysLeft), deal.words()),
                List.of(
                        "The protection of %s, registered for %s, ends on %s."
                                .formatted(
                                        deal.words(),
                                        partner.name(),
                                        String.valueOf(deal.protection().until())),
                        may
                                ? "It can be extended by %s. %s"
                                        .formatted(fmt.days(rule.extensionDays()), rule.evidence())
                                : "By the rule it is not extended once more. Move the deal on, or close it."),
                paper.address("/deals/" + deal.code().words()),
                "The deal",
                "You get this because you look after this deal or own its partner in Touchline.");
        Stream.of(deal.ownerId(), partner.ownerId() == null ? deal.ownerId() : partner.ownerId())
                .distinct()
                .flatMap(id -> members.findById(id).stream())
                .filter(Member::active)
                .forEach(to -> post.send(paper.write(to.email(), to.name(), words)));
    }
}
