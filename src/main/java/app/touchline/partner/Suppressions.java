package app.touchline.partner;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashSet;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.secrets.Secrets;

/** Keeps the hashes of erased addresses. */
@Component
public class Suppressions {

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final Clock clock;

    Suppressions(JdbcClient jdbc, Secrets secrets, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.clock = clock;
    }

    public Suppressed current() {
        return new Suppressed(
                new HashSet<>(jdbc.sql("select hash from suppressed_address")
                        .query((row, index) -> row.getString("hash"))
                        .list()),
                secrets);
    }

    /** @return what stands for the address from now on */
    @Transactional(propagation = Propagation.MANDATORY)
    public String suppress(String address) {
        var suppressed = current();
        jdbc.sql("insert into suppressed_address (hash, at) values (:hash, :now) on conflict do nothing")
                .param("hash", suppressed.hash(address))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return suppressed.standsFor(address);
    }

    /** False where it was not suppressed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean lift(String address) {
        return jdbc.sql("delete from suppressed_address where hash = :hash")
                        .param("hash", current().hash(address))
                        .update()
                == 1;
    }
}
