package app.touchline.conflict;

import java.util.List;

import org.springframework.stereotype.Component;

import app.touchline.conflict.ConflictReader.Line;
import app.touchline.post.LetterPaper;
import app.touchline.post.LetterPaper.Words;
import app.touchline.post.Post;
import app.touchline.team.Member;
import app.touchline.team.SignedIn;

/** The letter to whom a conflict was appealed. */
@Component
class AppealLetter {

    private final Post post;
    private final LetterPaper paper;

    AppealLetter(Post post, LetterPaper paper) {
        this.post = post;
        this.paper = paper;
    }

    void send(Member to, Line line, String why, SignedIn by) {
        if (!post.isOpen()) return;
        var both = "%s and %s"
                .formatted(line.one().code().words(), line.other().code().words());
        post.send(paper.write(
                to.email(),
                to.name(),
                new Words(
                        "An appeal to decide: " + both,
                        List.of(
                                "%s appealed the decision between %s (%s) and %s (%s) to you."
                                        .formatted(
                                                by.name(),
                                                line.one().customer(),
                                                line.one().partner(),
                                                line.other().customer(),
                                                line.other().partner()),
                                "“%s”".formatted(why),
                                "You decide it for good."),
                        paper.address("/deals/conflicts/" + line.id()),
                        "The two deals and what was decided",
                        "You get this because somebody appealed a decision about deals to you in Touchline.")));
    }
}
