package app.touchline.alert;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.alert.AlertWatch.Standing;
import app.touchline.post.LetterPaper;
import app.touchline.post.Post;
import app.touchline.team.Members;
import app.touchline.team.Role;

/** Keeps what is stored in step with what the watches see, and writes to the admins about what is new. */
@Component
class Alerts {

    private static final int NAMED_IN_A_LETTER = 20;

    private final JdbcClient jdbc;
    private final Members members;
    private final Post post;
    private final LetterPaper paper;
    private final Clock clock;

    Alerts(JdbcClient jdbc, Members members, Post post, LetterPaper paper, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.post = post;
        this.paper = paper;
        this.clock = clock;
    }

    /** One letter for all that came up together: where a whole tenant is shut, nobody gets a thousand. */
    @Transactional
    public void keep(String kind, List<Standing> standing) {
        var fresh = new ArrayList<Standing>();
        for (var one : standing) if (raise(kind, one)) fresh.add(one);
        resolve(kind, standing.stream().map(Standing::about).toList());
        if (!fresh.isEmpty()) tellAdmins(fresh);
    }

    /** True when it was not there before. */
    private boolean raise(String kind, Standing one) {
        return jdbc.sql("""
                insert into alert (kind, about, title, words, href, since)
                values (:kind, :about, :title, :words, :href, :now)
                on conflict (kind, about) where resolved_at is null
                do update set title = excluded.title, words = excluded.words, href = excluded.href
                returning xmax = 0
                """)
                .param("kind", kind)
                .param("about", one.about())
                .param("title", one.title())
                .param("words", one.words())
                .param("href", one.href())
                .param("now", Timestamp.from(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    private void resolve(String kind, List<String> standing) {
        jdbc.sql("""
                update alert set resolved_at = greatest(since, :now)
                where kind = :kind and resolved_at is null and about <> all (:standing)
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("kind", kind)
                .param("standing", standing.toArray(String[]::new))
                .update();
    }

    private void tellAdmins(List<Standing> fresh) {
        if (!post.isOpen()) return;
        var words = letter(fresh);
        for (var member : members.findByActiveTrueOrderByName())
            if (member.roles().contains(Role.ADMIN)) post.send(paper.write(member.email(), member.name(), words));
    }

    private LetterPaper.Words letter(List<Standing> fresh) {
        var first = fresh.getFirst();
        var paragraphs = new ArrayList<String>();
        for (var one : fresh.subList(0, Math.min(NAMED_IN_A_LETTER, fresh.size())))
            paragraphs.add(one.title() + "\n" + one.words());
        if (fresh.size() > NAMED_IN_A_LETTER)
            paragraphs.add("And %d more: see the page of alerts.".formatted(fresh.size() - NAMED_IN_A_LETTER));
        return new LetterPaper.Words(
                fresh.size() == 1 ? first.title() : "%s, and %d more".formatted(first.title(), fresh.size() - 1),
                paragraphs,
                paper.address(fresh.size() == 1 ? first.href() : "/admin/alerts"),
                "See to it in Touchline",
                "You get this because you are an admin of Touchline. It is told once; the page of alerts shows it until it"
                        + " is resolved.");
    }
}
