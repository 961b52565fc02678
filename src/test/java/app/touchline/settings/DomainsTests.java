package app.touchline.settings;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DomainsTests {

    @ParameterizedTest
    @CsvSource({
        "Acme.COM, acme.com",
        "acme.com., acme.com",
        "bücher.example, xn--bcher-kva.example",
        "BÜCHER.example, xn--bcher-kva.example",
        "https://www.acme.com/about?x=1, acme.com",
        "@acme.com, acme.com",
        "www.com, www.com"
    })
    void aDomainIsKeptInLowerCaseAscii(String entered, String kept) {
        assertThat(Domains.entered(entered)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme", "a..b.com", "10.0.0.1", "acme com", "-acme.com", "acme.com-", "."})
    void whatIsNoDomainIsNone(String text) {
        assertThat(Domains.ascii(text)).isEmpty();
    }

    @Test
    void mailIsMatchedUpwardsToThePublicSuffix() {
        assertThat(Domains.upward("mail.eu.acme.co.uk"))
                .isEqualTo(List.of("mail.eu.acme.co.uk", "eu.acme.co.uk", "acme.co.uk"));
    }

    @Test
    void tenantsOfASharedDomainAreNotOneCompany() {
        assertThat(Domains.upward("acme.onmicrosoft.com")).containsExactly("acme.onmicrosoft.com");
        assertThat(Domains.upward("foo.github.io")).containsExactly("foo.github.io");
        assertThat(Domains.isPublicSuffix("onmicrosoft.com")).isTrue();
        assertThat(Domains.isPublicSuffix("amazonaws.com")).isTrue();
    }

    @Test
    void aLookAlikeLiesUnderNothing() {
        assertThat(Domains.liesUnder("mail.acme.com", Set.of("acme.com"))).isTrue();
        assertThat(Domains.liesUnder("notacme.com", Set.of("acme.com"))).isFalse();
        assertThat(Domains.liesUnder("acme.com.evil.test", Set.of("acme.com"))).isFalse();
    }
}
