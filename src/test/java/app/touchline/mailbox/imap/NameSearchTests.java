package app.touchline.mailbox.imap;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.touchline.mailbox.Message;
import app.touchline.mailbox.MessageParser;
import app.touchline.mailbox.Names;

import static org.assertj.core.api.Assertions.assertThat;

class NameSearchTests {

    private static final List<String> LOCALS = List.of("lee", "kim.solo", "o'neil", "team+emea");
    private static final List<String> DOMAINS = List.of("acme.test", "labs.acme.test", "beta.test", "gmail.com");
    private static final List<String> FIELDS = List.of("From", "To", "Cc", "Bcc", "Sender");

    private Random random = new Random(0);

    /** However an address is written, if its mail belongs to a name, the name's search finds it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverIsANamesIsFound(long seed) {
        random = new Random(seed);
        int found = 0;
        int passed = 0;
        for (int round = 0; round < 3_000; round++) {
            var names = names();
            var headers = headers();
            var message = MessageParser.parse("1/INBOX:1", Instant.EPOCH, headers.getBytes(StandardCharsets.UTF_8));
            if (!covered(names, message)) {
                passed++;
                continue;
            }
            found++;
            assertThat(NameSearch.keys(names))
                    .as("%s in%n%s", names, headers)
                    .anyMatch(keys -> SearchKeys.of(keys).test(headers));
        }
        assertThat(found).isGreaterThan(300);
        assertThat(passed).isGreaterThan(300);
    }

    private static boolean covered(Names names, Message message) {
        return Stream.of(message.from(), message.to(), message.cc(), message.bcc())
                .flatMap(List::stream)
                .anyMatch(who -> names.cover(who.address()));
    }

    private Names names() {
        var addresses = new HashSet<String>();
        var domains = new HashSet<String>();
        for (int i = 0; i <= random.nextInt(2); i++)
            if (random.nextBoolean()) addresses.add(any(LOCALS) + "@" + any(DOMAINS));
            else domains.add(DOMAINS.get(random.nextInt(3)));
        return new Names(addresses, domains);
    }

    private String headers() {
        var headers = new StringBuilder("Subject: acme.test\r\n");
        for (var field : FIELDS)
            if (random.nextInt(3) == 0)
                headers.append(field)
                        .append(": ")
                        .append(written(address()))
                        .append(random.nextBoolean() ? ",\r\n " + written("x@stranger.test") : "")
                        .append("\r\n");
        return headers + "\r\n";
    }

    private String address() {
        var local = random.nextInt(4) == 0 ? "someone" : any(LOCALS);
        if (random.nextInt(3) == 0) local += "+news";
        var domain = random.nextInt(3) == 0 ? "stranger.test" : any(DOMAINS);
        if (domain.equals("gmail.com") && random.nextBoolean()) local = local.replace(".", "");
        return local + "@" + (random.nextInt(5) == 0 ? "eu." : "") + domain;
    }

    private String written(String address) {
        int at = address.indexOf('@');
        var local = address.substring(0, at);
        var domain = address.substring(at + 1);
        return switch (random.nextInt(6)) {
            case 0 -> "\"" + local + "\"@" + domain;
            case 1 -> local + " @ " + domain;
            case 2 ->
                "Somebody (their name) <" + local + "(a comment)@" + domain.toUpperCase(java.util.Locale.ROOT) + ">";
            case 3 -> "<@relay.test:" + address + ">";
            case 4 -> "\"Lee, of Acme\" <" + address + ">";
            default -> address;
        };
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    @Test
    void noCommandIsLongerThanServersMustTakeAndNoneIsDeep() {
        var addresses = new HashSet<String>();
        IntStream.range(0, 100)
                .forEach(n -> addresses.add("a.quite.long.local.part" + n + "@a-long-domain-" + n + ".test"));
        var keys = NameSearch.keys(new Names(addresses, Set.of()));
        assertThat(keys).hasSizeBetween(5, 20).allMatch(key -> key.length() < 8_000);
        assertThat(keys).allMatch(key -> deepest(key) < 12);
    }

    private static int deepest(String key) {
        int most = 0;
        int row = 0;
        for (var word : key.split(" ")) {
            row = word.equals("OR") ? row + 1 : 0;
            most = Math.max(most, row);
        }
        return most;
    }

    @Test
    void namesThatCanBeWrittenInTwoWaysAreNotSearchedFor() {
        assertThat(NameSearch.canExpress(new Names(Set.of("lee@acme.test"), Set.of("beta.test"))))
                .isTrue();
        assertThat(NameSearch.canExpress(new Names(Set.of(), Set.of("xn--mller-kva.test"))))
                .isFalse();
        assertThat(NameSearch.canExpress(new Names(Set.of(), Set.of("eu.xn--mller-kva.test"))))
                .isFalse();
        assertThat(NameSearch.canExpress(new Names(Set.of("jörg@acme.test"), Set.of())))
                .isFalse();
        assertThat(NameSearch.canExpress(new Names(Set.of("\"lee b\"@acme.test"), Set.of())))
                .isFalse();
    }
}
