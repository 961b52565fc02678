package app.touchline.importing;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import app.touchline.partner.FileField;

import static org.assertj.core.api.Assertions.assertThat;

class FieldNamesTests {

    @ParameterizedTest
    @EnumSource(Subject.class)
    void aFieldIsMeantByItsOwnNamesFirstAndCalledByEachOtherNameOnce(Subject subject) {
        for (var field : subject.fields()) {
            assertThat(subject.called(field.heading()).getFirst()).isEqualTo(field);
            assertThat(subject.called(FileField.key(field.words())).getFirst()).isEqualTo(field);
            assertThat(field.aliases())
                    .as(field.name())
                    .doesNotHaveDuplicates()
                    .doesNotContain(field.heading(), FileField.key(field.words()))
                    .allSatisfy(alias -> assertThat(FileField.key(alias)).isEqualTo(alias));
        }
    }
}
