package app.touchline.mailbox;

import java.io.Serial;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such connection, or it was removed. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class NoSuchConnection extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    NoSuchConnection(long id) {
        super("There is no connection " + id);
    }
}
