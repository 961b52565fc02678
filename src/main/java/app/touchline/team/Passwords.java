package app.touchline.team;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id: 19 MiB, 2 rounds, 1 lane, the least that OWASP's password storage page recommends. Only
 * so many at a time as there are processors, so that a flood of sign-ins cannot take all memory.
 */
@Component
class Passwords {

    private final PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final String nobodys = argon2Hash("the password of nobody, compared when there is no such member");

    String hash(String password) {
        return inTurn(() -> argon2Hash(password));
    }

    /** Takes the same time whether or not there is a hash, so that the time tells no stranger who is a member. */
    boolean matches(String password, @Nullable String hash) {
        return inTurn(() -> argon2.matches(password, hash == null ? nobodys : hash)) && hash != null;
    }

    private String argon2Hash(String password) {
        var hash = argon2.encode(password);
        if (hash == null) throw new IllegalStateException("no hash");
        return hash;
    }

    private <T> T inTurn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
