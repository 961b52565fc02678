package app.touchline.mailbox.graph.standin;

import java.io.Serial;

/** A request that the stand-in answers with an error. */
final class Refused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    Refused(int status, String code, String message) {
        super(status + " " + code + ": " + message);
        this.answer = Answer.error(status, code, message);
    }

    static Refused badQuery(String message) {
        return new Refused(400, "BadRequest", message);
    }

    Answer answer() {
        return answer;
    }
}
