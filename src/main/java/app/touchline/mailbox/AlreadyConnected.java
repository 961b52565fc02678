package app.touchline.mailbox;

import java.io.Serial;

/** The address is connected already; one mailbox is read once. */
public class AlreadyConnected extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    AlreadyConnected(String address) {
        super(address + " is connected already.");
    }
}
