package app.touchline.post;

import java.util.List;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.post.LetterPaper.Words;
import app.touchline.settings.SettingsReader;
import app.touchline.team.LinkPost;
import app.touchline.team.Member;

/** The letter with which a person sets a first or another password. */
@Component
class PasswordLinkLetter implements LinkPost {

    private final Post post;
    private final LetterPaper paper;
    private final SettingsReader settings;

    PasswordLinkLetter(Post post, LetterPaper paper, SettingsReader settings) {
        this.post = post;
        this.paper = paper;
        this.settings = settings;
    }

    @Override
    public boolean isOpen() {
        return post.isOpen();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(Member to, String path, String here, long hours) {
        var known = paper.address(path);
        var programme = settings.current().name();
        var words = new Words(
                to.passwordHash() == null
                        ? "Welcome to Touchline: set your password"
                        : "Set another password for Touchline",
                List.of(
                        "Hello " + to.name() + ",",
                        to.passwordHash() == null
                                ? "you can now sign in to Touchline for “%s”, as %s. First set a password."
                                        .formatted(programme, to.email())
                                : "with this link you set another password for Touchline, “%s”. The one you have goes on working until then."
                                        .formatted(programme),
                        "The link opens once, within %d hours.".formatted(hours)),
                known == null ? here : known,
                "Set your password",
                "You get this because an admin of Touchline asked for it. If you did not expect it, ask them; without the"
                        + " link nothing changes.");
        if (!post.send(paper.write(to.email(), to.name(), words)))
            throw new IllegalStateException("no mail goes out, so no link may be made for it");
    }
}
