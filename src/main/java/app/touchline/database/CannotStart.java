package app.touchline.database;

import java.io.Serial;

/** The application cannot start as it is configured; the message is one sentence that says what to set. */
public class CannotStart extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public CannotStart(String whatToDo) {
        super(whatToDo);
    }
}
