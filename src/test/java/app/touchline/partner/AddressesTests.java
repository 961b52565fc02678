package app.touchline.partner;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AddressesTests {

    @Test
    void anAddressIsKeptInLowerCaseWithItsDomainInAscii() {
        assertThat(Addresses.normalised(" Dana@BÜCHER.example ")).contains("dana@xn--bcher-kva.example");
        assertThat(Addresses.normalised("dana+sales@acme.com")).contains("dana+sales@acme.com");
        assertThat(Addresses.normalised("Dana <dana@acme.com>")).isEmpty();
        assertThat(Addresses.normalised("dana@acme")).isEmpty();
        assertThat(Addresses.normalised("@acme.com")).isEqualTo(Optional.empty());
    }
}
