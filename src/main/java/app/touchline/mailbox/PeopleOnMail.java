package app.touchline.mailbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.mailbox.Message.Participant;
import app.touchline.touch.Match;
import app.touchline.touch.MatchedBy;
import app.touchline.touch.Nature;

/**
 * What mail tells of people at partners besides touches: how those are called who are at a partner's domain and no
 * contacts, and from which addresses mail came back. The same however often and in whatever order mail is read.
 */
@Component
class PeopleOnMail {

    private static final int LONGEST_NAME = 200;
    private static final int MOST_FAILED = 50;

    /** The header in which a mail server says to whom mail could not be delivered. */
    static final String FAILED = "x-failed-recipients";

    private final JdbcClient jdbc;

    PeopleOnMail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Said(String name, boolean own, Instant at) {

        /** What a person calls themselves, then what was said last. */
        static final Comparator<Said> SURER =
                Comparator.comparing(Said::own).thenComparing(Said::at).thenComparing(Said::name);
    }

    private record Failed(String address, String messageKey) {}

    /** @param messages on which somebody is a partner's, or that say that mail came back */
    void remember(List<Message> messages, Sorting sorting) {
        var names = new TreeMap<String, Said>();
        var failed = new HashMap<Failed, Instant>();
        for (var message : messages) {
            if (!message.has(FAILED) && !namesSomebody(message, sorting)) continue;
            var at = sorting.occurredAt(message);
            if (sorting.rule(message).nature() instanceof Nature.Human) {
                message.from().forEach(each -> name(each, true, at, sorting, names));
                message.to().forEach(each -> name(each, false, at, sorting, names));
                message.cc().forEach(each -> name(each, false, at, sorting, names));
            } else failed(message, at, sorting, failed);
        }
        if (!names.isEmpty()) write(names);
        if (!failed.isEmpty()) write(failed);
    }

    private static boolean namesSomebody(Message message, Sorting sorting) {
        var at = sorting.occurredAt(message);
        return Stream.of(message.from(), message.to(), message.cc())
                .flatMap(List::stream)
                .anyMatch(each -> isNamed(each, at, sorting));
    }

    private static void name(Participant person, boolean own, Instant at, Sorting sorting, Map<String, Said> names) {
        if (isNamed(person, at, sorting))
            names.merge(
                    person.address(),
                    new Said(person.name().strip(), own, at),
                    (one, other) -> Said.SURER.compare(one, other) >= 0 ? one : other);
    }

    /** Whether somebody at a partner's domain who is no contact is called something. */
    private static boolean isNamed(Participant person, Instant at, Sorting sorting) {
        var name = person.name().strip();
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.indexOf('@') < 0
                && sorting.directory().whose(person.address(), at) instanceof Match.With(var _, var contact, var by)
                && contact == null
                && by == MatchedBy.DOMAIN;
    }

    private static void failed(Message message, Instant at, Sorting sorting, Map<Failed, Instant> failed) {
        var header = message.header(FAILED);
        if (header == null) return;
        for (var each : AddressHeader.recipients(header, MOST_FAILED))
            if (sorting.directory().whose(each.address(), at) instanceof Match.With)
                failed.merge(
                        new Failed(each.address(), MessageKey.of(message)),
                        at,
                        (one, other) -> one.isBefore(other) ? one : other);
    }

    private void write(TreeMap<String, Said> names) {
        jdbc.sql("""
                insert into address_name as known (address, name, own, said_at)
                select address, name, own, said_at
                from unnest(cast(:addresses as text[]), cast(:names as text[]), cast(:own as boolean[]),
                            cast(:at as timestamptz[])) as said (address, name, own, said_at)
                on conflict (address) do update set name = excluded.name, own = excluded.own, said_at = excluded.said_at
                where (excluded.own, excluded.said_at, excluded.name) > (known.own, known.said_at, known.name)
                """)
                .param("addresses", names.keySet().toArray(String[]::new))
                .param("names", names.values().stream().map(Said::name).toArray(String[]::new))
                .param("own", names.values().stream().map(Said::own).toArray(Boolean[]::new))
                .param(
                        "at",
                        names.values().stream()
                                .map(each -> each.at().toString())
                                .toArray(String[]::new))
                .update();
    }

    private void write(Map<Failed, Instant> failed) {
        var sorted = new TreeSet<>(Comparator.comparing(Failed::address).thenComparing(Failed::messageKey));
        sorted.addAll(failed.keySet());
        for (var each : sorted)
            jdbc.sql("""
                    insert into bounce (address, message_key, at) values (:address, :key, :at)
                    on conflict (address, message_key) do update set at = least(bounce.at, excluded.at)
                    """)
                    .param("address", each.address())
                    .param("key", each.messageKey())
                    .param("at", Timestamp.from(failed.get(each)))
                    .update();
    }
}
