package app.touchline.web;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

import app.touchline.web.FrameNotice.Notice;
import app.touchline.web.NavEntry.Count;

/** What the frame around every page shows; templates ask it as {@code @frame}. */
@Component
public class Frame {

    private final ObjectProvider<NavEntry> entries;
    private final ObjectProvider<FrameNotice> notices;
    private final ObjectProvider<SignInNotice> signInNotices;

    Frame(
            ObjectProvider<NavEntry> entries,
            ObjectProvider<FrameNotice> notices,
            ObjectProvider<SignInNotice> signInNotices) {
        this.entries = entries;
        this.notices = notices;
        this.signInNotices = signInNotices;
    }

    /** One line of the left bar. */
    public record BarLine(
            String key,
            String label,
            String href,
            String icon,
            @Nullable Count count) {}

    public List<BarLine> bar() {
        var who = who();
        if (who == null) return List.of();
        return entries.stream()
                .filter(entry -> entry.isFor(who))
                .sorted(Comparator.comparingInt(NavEntry::order))
                .map(entry -> new BarLine(
                        entry.key(),
                        entry.label(),
                        entry.href(),
                        entry.icon(),
                        entry.count().apply(who)))
                .toList();
    }

    public List<Notice> notices() {
        return notices.stream().map(FrameNotice::now).filter(Objects::nonNull).toList();
    }

    public List<String> signInLines() {
        return signInNotices.stream().flatMap(notice -> notice.lines().stream()).toList();
    }

    public boolean isSignedIn() {
        return who() != null;
    }

    private static @Nullable Authentication who() {
        var who = SecurityContextHolder.getContext().getAuthentication();
        return who == null || !who.isAuthenticated() || "anonymousUser".equals(who.getPrincipal()) ? null : who;
    }
}
