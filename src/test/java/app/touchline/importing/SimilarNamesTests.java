package app.touchline.importing;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SimilarNamesTests {

    private final SimilarNames names = new SimilarNames();

    @Test
    void aNameIsLikeOneThatDiffersInItsLegalFormOrALetter() {
        names.add("northwind data gmbh");
        names.add("kestrel systems");

        assertThat(names.like("northwind data, inc.")).containsExactly("northwind data gmbh");
        assertThat(names.like("the northwind data company")).containsExactly("northwind data gmbh");
        assertThat(names.like("kestrel sytems")).containsExactly("kestrel systems");
    }

    @Test
    void itIsNotLikeItselfNorAnotherCompany() {
        names.add("northwind data");
        names.add("southwind data");

        assertThat(names.like("northwind data")).doesNotContain("northwind data");
        assertThat(names.like("acme")).isEmpty();
        assertThat(names.like("norton bank")).isEmpty();
    }

    @Test
    void numbersInANameTellCompaniesApart() {
        names.add("partner 17");

        assertThat(names.like("partner 18")).isEmpty();
        assertThat(names.like("partner 17 ltd")).containsExactly("partner 17");
    }
}
