package app.touchline.outreach;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailtoTests {

    @Test
    void aLinkHoldsSubjectAndTextToTheLetter() {
        var link = Mailto.of("dana+x@acme.test", "Grüße & more?\nBcc: x", "Zeile 1\nZeile #2 100% + &\r\n„Schluss“");
        assertThat(link.whole()).isTrue();
        assertThat(link.href())
                .startsWith(
                        "mailto:dana%2Bx@acme.test?subject=Gr%C3%BC%C3%9Fe%20%26%20more%3F%20Bcc%3A%20x&body=Zeile%201%0D%0AZeile")
                .doesNotContain("+")
                .matches("[A-Za-z0-9@:?&=%._~-]+");
        assertThat(URLDecoder.decode(link.href().split("&body=")[1], StandardCharsets.UTF_8))
                .isEqualTo("Zeile 1\r\nZeile #2 100% + &\r\n„Schluss“");
    }

    @Test
    void anAddressAddsNoRecipientAndNoHeader() {
        assertThat(Mailto.of("a?cc=b@evil.test&x", "s", "t").href())
                .startsWith("mailto:a%3Fcc%3Db@evil.test%26x?subject=s");
    }

    @Test
    void aTextThatMailProgramsWouldCutIsNotInTheLink() {
        var fits = Mailto.of("a@b.test", "s", "x".repeat(Mailto.LONGEST - "mailto:a@b.test?subject=s&body=".length()));
        assertThat(fits.href()).hasSize(Mailto.LONGEST);
        assertThat(fits.whole()).isTrue();
        var tooLong = Mailto.of("a@b.test", "s", "ü".repeat(400));
        assertThat(tooLong.whole()).isFalse();
        assertThat(tooLong.href()).isEqualTo("mailto:a@b.test?subject=s");
    }

    @Test
    void fieldsAreFilledInAndWhatIsNotKnownIsSaid() {
        var template = new OutreachTemplate(
                1, "n", "About {partner}", "Hi {First Name}, since {last touch}\n{me} {not a field}");
        var filled = Filled.of(
                template, Map.of(Field.PARTNER, "A$1 \\Co", Field.FIRST_NAME, "Dana", Field.ME, "Mia"), "a@b.test");
        assertThat(filled.subject()).isEqualTo("About A$1 \\Co");
        assertThat(filled.body()).isEqualTo("Hi Dana, since [last touch]\nMia {not a field}");
        assertThat(filled.missing()).containsExactly(Field.LAST_TOUCH);
        assertThat(Objects.requireNonNull(filled.mailto()).whole()).isTrue();
        assertThat(Filled.of(template, Map.of(), null).mailto()).isNull();
    }
}
