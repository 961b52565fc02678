package app.touchline.conflict;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

import app.touchline.deal.CompanyName;

import static org.assertj.core.api.Assertions.assertThat;

class LikenessTests {

    /** @param same one company, as a person says */
    record Pair(boolean same, String one, String other) {}

    static List<Pair> labelled() throws IOException {
        return new ClassPathResource("company-names.txt")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(";"))
                .map(parts -> new Pair(parts[0].equals("same"), parts[1], parts[2]))
                .toList();
    }

    static boolean taken(Pair pair) {
        return Likeness.of(CompanyName.of(pair.one()), CompanyName.of(pair.other()))
                .same();
    }

    @Test
    void namesAreTakenForTheSameWithFewMistakesEitherWay() throws IOException {
        var pairs = labelled();
        assertThat(pairs).hasSizeGreaterThanOrEqualTo(300);
        var missed = new ArrayList<Pair>();
        var mistaken = new ArrayList<Pair>();
        var right = 0;
        for (var pair : pairs) {
            if (pair.same() && taken(pair)) right++;
            else if (pair.same()) missed.add(pair);
            else if (taken(pair)) mistaken.add(pair);
        }
        var precision = 100.0 * right / (right + mistaken.size());
        var recall = 100.0 * right / (right + missed.size());
        System.out.printf(
                "Company names: %d pairs, precision %.1f %%, recall %.1f %%%nmissed %s%nmistaken %s%n",
                pairs.size(), precision, recall, missed, mistaken);
        assertThat(precision).isGreaterThanOrEqualTo(95);
        assertThat(recall).isGreaterThanOrEqualTo(95);
    }

    @Test
    void likenessIsTheSameBothWaysAndWholeWithItself() throws IOException {
        for (var pair : labelled()) {
            var one = CompanyName.of(pair.one());
            var other = CompanyName.of(pair.other());
            assertThat(Likeness.of(one, other)).as(pair.toString()).isEqualTo(Likeness.of(other, one));
            assertThat(Likeness.of(one, one).score()).isEqualTo(100);
            assertThat(one.words()).isNotEmpty();
        }
    }

    @Test
    void aNameThatIsOnlyALegalFormOrSignsIsStillAName() {
        for (var odd : List.of("AG", "The", "GmbH & Co. KG", "&", "株式会社トヨタ", "ООО Ромашка", "---", "S.A."))
            assertThat(CompanyName.of(odd).key()).as(odd).isNotBlank();
    }
}
