package app.touchline.team;

import java.util.Map;
import java.util.function.UnaryOperator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.audit.AuditLog.Who;

/** Password links that go to the person by mail: the admin who asks for one never sees it. */
@Service
class LinkByMail {

    private final People people;
    private final ObjectProvider<LinkPost> post;
    private final AuditLog audit;

    LinkByMail(People people, ObjectProvider<LinkPost> post, AuditLog audit) {
        this.people = people;
        this.post = post;
        this.audit = audit;
    }

    boolean isOpen() {
        return post.stream().anyMatch(LinkPost::isOpen);
    }

    /**
     * Makes a link and mails it, both or neither; earlier links stop working.
     *
     * @param here how the admin's browser sees a page of this installation, by its path
     * @throws IllegalArgumentException for somebody inactive
     */
    @Transactional
    public void send(Member to, UnaryOperator<String> here, Who by) {
        var path = "/password/" + people.newLink(to.id(), by);
        post.getObject().send(to, path, here.apply(path), OneTimeLinks.FOR_A_PASSWORD.toHours());
        audit.note(by, "mailed a password link to", new About("member", to.id(), to.name()), Map.of("to", to.email()));
    }
}
