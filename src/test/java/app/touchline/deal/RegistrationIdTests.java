package app.touchline.deal;

import java.util.HashSet;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationIdTests {

    @Test
    void aWrongSignOrTwoSwappedOnesAreNoDealsId() {
        var random = new Random(23);
        for (var round = 0; round < 500; round++) {
            var code = RegistrationId.any(random).code();
            for (var at = 0; at < code.length(); at++) {
                for (var other : RegistrationId.SIGNS.toCharArray())
                    if (other != code.charAt(at))
                        assertThat(RegistrationId.read(code.substring(0, at) + other + code.substring(at + 1)))
                                .isEmpty();
                if (at > 0 && code.charAt(at) != code.charAt(at - 1)) {
                    var swapped = new StringBuilder(code);
                    swapped.setCharAt(at, code.charAt(at - 1));
                    swapped.setCharAt(at - 1, code.charAt(at));
                    assertThat(RegistrationId.read(swapped.toString())).isEmpty();
                }
            }
        }
    }

    @Test
    void itIsReadAsPeopleSayIt() {
        var id = RegistrationId.any(new Random(1));
        assertThat(RegistrationId.read(id.words().toLowerCase(java.util.Locale.ROOT)))
                .contains(id);
        assertThat(RegistrationId.read(
                        " " + id.code().substring(0, 2) + " " + id.code().substring(2)))
                .contains(id);
        assertThat(RegistrationId.read("")).isEmpty();
    }

    @Test
    void noSignLooksLikeAnother() {
        for (var lookAlike : "01258OILSBZUAE".toCharArray())
            if (lookAlike != '2') assertThat(RegistrationId.SIGNS).doesNotContain("" + lookAlike);
        var seen = new HashSet<Character>();
        for (var sign : RegistrationId.SIGNS.toCharArray())
            assertThat(seen.add(sign)).isTrue();
    }
}
