package app.touchline.agenda;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import app.touchline.post.Letter;
import app.touchline.post.LetterPaper;
import app.touchline.team.Member;
import app.touchline.today.MyDay.Day;
import app.touchline.today.MyDay.Line;
import app.touchline.today.MyDay.Part;

/** The daily list as a letter: the same in plain text and in HTML. */
@Component
class MorningLetter {

    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);

    private static final String BECAUSE =
            "You asked for this mail in Touchline, under your name › Morning mail and calendar. There you change or stop it.";

    private final ITemplateEngine templates;
    private final LetterPaper paper;

    MorningLetter(ITemplateEngine templates, LetterPaper paper) {
        this.templates = templates;
        this.paper = paper;
    }

    Letter to(Member member, Day day) {
        var subject = WEEKDAY.format(day.date()) + ": " + day.words();
        var context = new Context(Locale.ENGLISH);
        context.setVariable("subject", subject);
        context.setVariable("day", day);
        context.setVariable("mayMiss", day.caveats().isEmpty() ? null : mayMiss(day));
        context.setVariable("list", paper.address("/"));
        context.setVariable("base", paper.address(""));
        context.setVariable("because", BECAUSE);
        return new Letter(
                member.email(),
                member.name(),
                subject,
                text(subject, day),
                templates.process("agenda/morning", context));
    }

    private String text(String subject, Day day) {
        var text = new StringBuilder(subject).append("\n");
        for (var part : day.parts()) {
            text.append("\n").append(part.words().toUpperCase(Locale.ENGLISH)).append("\n");
            for (var line : part.lines()) text.append(text(line));
            if (part.more() > 0) text.append(more(part)).append("\n");
        }
        if (!day.caveats().isEmpty()) text.append("\n").append(mayMiss(day)).append("\n");
        var list = paper.address("/");
        if (list != null) text.append("\nThe list:\n").append(list).append("\n");
        return text.append("\n-- \n").append(BECAUSE).append("\n").toString();
    }

    private static String mayMiss(Day day) {
        return "This may miss mail: " + String.join("; ", day.caveats()) + ".";
    }

    private static String text(Line line) {
        var tier = line.tier().isEmpty() ? "" : " (" + line.tier() + ")";
        var fact = "* %s%s: %s, %s\n".formatted(line.name(), tier, line.what(), line.when());
        return line.reason().isEmpty() ? fact : fact + "  " + line.reason() + "\n";
    }

    private static String more(Part part) {
        return "and " + part.more() + " more";
    }
}
