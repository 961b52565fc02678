package app.touchline.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The page a person came from and returns to: a path within this application, whatever the request says. */
public record Back(String path) {

    private static final Pattern LOCAL = Pattern.compile("/(?!/)[\\w\\-./?&=%+,~]*");

    public static Back to(@Nullable String asked) {
        return new Back(asked != null && LOCAL.matcher(asked).matches() ? asked : "/");
    }

    public String redirect() {
        return "redirect:" + path;
    }

    /** The path that takes a change back, of which there are no versions, and then returns here. */
    public String undo(String path) {
        return path + "?back=" + URLEncoder.encode(this.path, StandardCharsets.UTF_8);
    }

    /** The path that takes a change back and then returns here. */
    public String undo(String path, int version) {
        return path + "?version=" + version + "&back=" + URLEncoder.encode(this.path, StandardCharsets.UTF_8);
    }
}
