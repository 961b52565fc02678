package app.touchline.post;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** A message did not go out; the words say what to do about it. */
final class Refusal extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    /** What was refused. */
    enum What {
        /** The server cannot be used: no message goes out now. */
        EVERYTHING,
        /** This message is not taken now, perhaps later. */
        THIS_FOR_NOW,
        /** This message is never taken. */
        THIS_FOR_GOOD
    }

    private final What what;
    private final String words;

    Refusal(What what, String words, @Nullable Throwable cause) {
        super(what.name(), cause);
        this.what = what;
        this.words = words;
    }

    What what() {
        return what;
    }

    String words() {
        return words;
    }
}
