package app.touchline.team;

import java.io.Serial;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A page was asked for a member that does not exist. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class NoSuchPerson extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    NoSuchPerson(long id) {
        super("There is no member " + id);
    }
}
