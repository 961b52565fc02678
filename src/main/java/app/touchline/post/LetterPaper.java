package app.touchline.post;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import app.touchline.settings.SettingsReader;

/** What every letter of ours looks like: paragraphs, perhaps one link, and why somebody gets it. */
@Component
public class LetterPaper {

    private final ITemplateEngine templates;
    private final SettingsReader settings;

    LetterPaper(ITemplateEngine templates, SettingsReader settings) {
        this.templates = templates;
        this.settings = settings;
    }

    /**
     * What a letter says, in plain words.
     *
     * @param link where to go on, whole; null for nowhere
     * @param linkWords what is there
     * @param because why this person gets it
     */
    public record Words(
            String subject,
            List<String> paragraphs,
            @Nullable String link,
            String linkWords,
            String because) {}

    public Letter write(String toAddress, String toName, Words words) {
        var context = new Context(Locale.ENGLISH);
        context.setVariable("words", words);
        context.setVariable("programme", settings.current().name());
        return new Letter(toAddress, toName, words.subject(), text(words), templates.process("post/letter", context));
    }

    /** The web address of a page, if an admin said under which one this installation is found. */
    public @Nullable String address(String path) {
        var base = settings.current().baseUrl();
        return base == null ? null : base + path;
    }

    private static String text(Words words) {
        var parts = new ArrayList<>(words.paragraphs());
        if (words.link() != null) parts.add(words.linkWords() + ":\n" + words.link());
        parts.add("-- \n" + words.because());
        return String.join("\n\n", parts) + "\n";
    }
}
