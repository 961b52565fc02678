package app.touchline.mailbox;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where Microsoft 365 tells of new mail. Open to everybody, and so of little use to anybody else. */
@RestController
class NotificationsController {

    private static final int LARGEST = 1 << 20;
    private static final int LONGEST_TOKEN = 4_096;

    /** At once; those that are sent away come again. */
    private static final int MOST = 16;

    private final Subscriptions subscriptions;
    private final WakeUps wakeUps;
    private final NotificationRate rate;
    private final Semaphore places = new Semaphore(MOST);

    NotificationsController(Subscriptions subscriptions, WakeUps wakeUps, NotificationRate rate) {
        this.subscriptions = subscriptions;
        this.wakeUps = wakeUps;
        this.rate = rate;
    }

    @PostMapping(NotificationAddress.PATH)
    ResponseEntity<String> told(
            @RequestParam(required = false) @Nullable String validationToken, HttpServletRequest request)
            throws IOException {
        if (!rate.allows()) return busy();
        if (!places.tryAcquire()) return busy();
        try {
            return validationToken == null ? taken(request) : echoed(validationToken);
        } finally {
            places.release();
        }
    }

    private static ResponseEntity<String> busy() {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, "30")
                .build();
    }

    /** Says that the address is ours: asked before a subscription is made, and whenever Microsoft 365 likes. */
    private ResponseEntity<String> echoed(String token) {
        if (token.length() > LONGEST_TOKEN || !subscriptions.areWanted())
            return ResponseEntity.notFound().build();
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(token);
    }

    /** Never says whether a subscription or its secret was right. */
    private ResponseEntity<String> taken(HttpServletRequest request) throws IOException {
        var body = request.getContentLengthLong() > LARGEST
                ? null
                : request.getInputStream().readNBytes(LARGEST + 1);
        if (body == null || body.length > LARGEST)
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
        var told = Notification.all(body);
        if (told.isEmpty()) return ResponseEntity.badRequest().build();
        wakeUps.take(told.get());
        return ResponseEntity.accepted().build();
    }
}
