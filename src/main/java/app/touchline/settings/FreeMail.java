package app.touchline.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The domains at which anybody can have an address (gmail.com, an access provider's): never a partner's, though a known
 * contact's address on one always is. The shipped list, with what this programme added and took off.
 */
@Component
public class FreeMail {

    private static final Set<String> SHIPPED = shipped();

    private final JdbcClient jdbc;

    FreeMail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The list as it is now, for asking about many domains (lower case ASCII); a domain below a listed one is not listed. */
    public Predicate<String> current() {
        var changes = changes();
        return domain -> changes.getOrDefault(domain, SHIPPED.contains(domain));
    }

    /** Whether the shipped list names it, whatever this programme changed. */
    static boolean isShipped(String domain) {
        return SHIPPED.contains(domain);
    }

    public boolean lists(String domain) {
        return current().test(domain);
    }

    /** From now on the domain may be a partner's. */
    public void takeOff(String domain) {
        jdbc.sql("""
                insert into free_mail_change (domain, is_free_mail) values (:domain, false)
                on conflict (domain) do update set is_free_mail = false
                """).param("domain", domain).update();
    }

    private Map<String, Boolean> changes() {
        return jdbc
                .sql("select domain, is_free_mail from free_mail_change")
                .query((row, index) -> Map.entry(row.getString("domain"), row.getBoolean("is_free_mail")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> shipped() {
        var resource = new ClassPathResource("free-mail-domains.txt");
        try (var lines = new BufferedReader(new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
