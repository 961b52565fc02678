package app.touchline.weekly;

import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SparklineTests {

    @Test
    void theLineRunsFromNoughtAtTheBottomToAHundredAtTheTop() {
        var line = new Sparkline(List.of(OptionalInt.of(0), OptionalInt.of(100)));
        assertThat(line.stretches()).containsExactly("4.0,36.0 116.0,4.0");
        assertThat(line.dot()).isEqualTo(new Sparkline.Dot("116.0", "4.0"));
    }

    @Test
    void itBreaksWhereThereIsNoNumber() {
        var line = new Sparkline(List.of(
                OptionalInt.of(50), OptionalInt.of(50), OptionalInt.empty(), OptionalInt.of(50), OptionalInt.empty()));
        assertThat(line.stretches()).containsExactly("4.0,20.0 32.0,20.0");
        assertThat(line.dot()).isNull();
        assertThat(line.words()).isEqualTo("The last 5 weeks, oldest first: 50%, 50%, no number, 50%, no number");
    }
}
