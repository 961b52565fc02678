package app.touchline.mailbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.touchline.mailbox.Directory.OwnAddress;
import app.touchline.mailbox.Directory.PartnersDomain;
import app.touchline.mailbox.Directory.Place;
import app.touchline.partner.Suppressed;
import app.touchline.secrets.Secrets;
import app.touchline.touch.Match;

import static org.assertj.core.api.Assertions.assertThat;

/** What is looked for after a change is all whose mail the change may have made a partner's. */
class NamesTests {

    private static final Suppressed NOBODY = new Suppressed(Set.of(), new Secrets(new byte[32]));
    private static final List<String> HOSTS =
            List.of("acme.test", "eu.acme.test", "labs.eu.acme.test", "beta.test", "gmail.com", "mail.test");
    private static final List<String> LOCALS =
            List.of("lee", "kim.solo", "kimsolo", "k.i.m.solo", "lee+news", "kim.solo+x");

    private Random random = new Random(0);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whomADirectorySeesOtherwiseAfterAGainTheNamesCover(long seed) {
        random = new Random(seed);
        int otherwise = 0;
        for (int round = 0; round < 2_000; round++) {
            var world = new World();
            for (int n = random.nextInt(6); n > 0; n--) world.gains();
            var before = world.directory();
            var names = world.gains();
            var after = world.directory();
            for (var host : HOSTS)
                for (var local : LOCALS) {
                    var address = local + "@" + host;
                    var now = after.whose(address, Instant.EPOCH);
                    if (now.equals(before.whose(address, Instant.EPOCH)) || now instanceof Match.Stranger) continue;
                    otherwise++;
                    assertThat(names.cover(address))
                            .as("%s after %s", address, names.addresses())
                            .isTrue();
                }
        }
        assertThat(otherwise).isGreaterThan(1_000);
    }

    private final class World {

        private final Set<String> ownDomains = new HashSet<>();
        private final Map<String, OwnAddress> own = new HashMap<>();
        private final Map<String, List<Place>> contacts = new HashMap<>();
        private final Map<String, List<PartnersDomain>> domains = new HashMap<>();
        private final Set<String> free = new HashSet<>(Set.of("gmail.com", "mail.test"));

        Names gains() {
            var host = HOSTS.get(random.nextInt(HOSTS.size()));
            var address = LOCALS.get(random.nextInt(LOCALS.size())) + "@" + host;
            long partner = random.nextInt(3);
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    contacts.put(address, List.of(new Place(random.nextInt(1_000), partner, null, null)));
                    return new Names(Set.of(address), Set.of());
                }
                case 2 -> {
                    domains.computeIfAbsent(host, n -> new ArrayList<>())
                            .add(new PartnersDomain(partner, random.nextBoolean(), null));
                    return new Names(Set.of(), Set.of(host));
                }
                case 3 -> {
                    free.remove(host);
                    return new Names(Set.of(), Set.of(host));
                }
                case 4 -> {
                    own.put(address, new OwnAddress(1L, null));
                    return new Names(Set.of(address), Set.of());
                }
                default -> {
                    ownDomains.add(host);
                    return new Names(Set.of(), Set.of(host));
                }
            }
        }

        Directory directory() {
            var folded = new HashMap<String, List<Place>>();
            contacts.forEach((address, places) -> {
                var key = Directory.folded(address);
                if (key != null)
                    folded.computeIfAbsent(key, k -> new ArrayList<>()).addAll(places);
            });
            return new Directory(
                    1,
                    ZoneOffset.UTC,
                    Set.copyOf(ownDomains),
                    Map.copyOf(own),
                    Map.copyOf(contacts),
                    folded,
                    Map.copyOf(domains),
                    Set.copyOf(free)::contains,
                    NOBODY);
        }
    }
}
