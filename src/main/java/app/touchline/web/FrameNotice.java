package app.touchline.web;

import org.jspecify.annotations.Nullable;

/** A line above every page, such as "This is a sample programme"; declared as a bean by whoever has something to say. */
public interface FrameNotice {

    /** The line now, as plain text, or null for none. */
    @Nullable
    Notice now();

    /** @param href where the line leads, with its link text; both or neither */
    record Notice(
            String text, @Nullable String href, @Nullable String linkText) {}
}
