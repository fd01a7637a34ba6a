package dev.hallmark.provenance.simple;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.provenance.http.ContentCoding;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimpleFormTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */*                                                                          | TEXT_HTML
            text/plain                                                                   | TEXT_HTML
            application/json                                                             | TEXT_HTML
            nonsense                                                                     | TEXT_HTML
            text/html                                                                    | TEXT_HTML
            text/*                                                                       | TEXT_HTML
            application/*                                                                | HTML
            application/vnd.pypi.simple.v1+html                                          | HTML
            application/vnd.pypi.simple.v1+json                                          | JSON
            APPLICATION/VND.PYPI.SIMPLE.V1+JSON                                          | JSON
            application/vnd.pypi.simple.latest+json                                      | JSON
            application/vnd.pypi.simple.latest+html                                      | HTML
            application/vnd.pypi.simple.v2+json                                          | TEXT_HTML
            application/vnd.pypi.simple.v2+json, application/vnd.pypi.simple.v1+json;q=0.5 | JSON
            application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01 | JSON
            application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01   | JSON
            text/html;q=0.01, application/vnd.pypi.simple.v1+html;q=0.2, application/vnd.pypi.simple.v1+json   | JSON
            application/vnd.pypi.simple.v1+json, */*;q=0.1                               | JSON
            application/vnd.pypi.simple.v1+json, text/html                               | TEXT_HTML
            application/vnd.pypi.simple.v1+json;q=0.5, text/html;q=0.9                   | TEXT_HTML
            text/html;q=0, */*                                                           | HTML
            */*;q=0                                                                      | TEXT_HTML
            text/html;q=7, application/vnd.pypi.simple.v1+json                           | JSON
            application/vnd.pypi.simple.v1+json;q=0.001                                  | JSON
            """)
    void choosesByAccept(String accept, SimpleForm expected) {
        assertThat(SimpleForm.chosenBy(null, List.of(accept))).isEqualTo(expected);
    }

    @Test
    void choosesHtmlWithoutAccept() {
        assertThat(SimpleForm.chosenBy(null, List.of())).isEqualTo(SimpleForm.TEXT_HTML);
    }

    @Test
    void readsAllLinesOfAccept() {
        List<String> accept = List.of("text/html;q=0.1", "application/vnd.pypi.simple.v1+json");
        assertThat(SimpleForm.chosenBy(null, accept)).isEqualTo(SimpleForm.JSON);
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.pypi.simple.v1+json, JSON",
        "application/vnd.pypi.simple.v1 json, JSON",
        "application/vnd.pypi.simple.latest+html, HTML",
        "text/html, TEXT_HTML",
        "bogus, HTML",
    })
    void prefersTheFormatParameter(String format, SimpleForm expected) {
        List<String> accept = List.of("application/vnd.pypi.simple.v1+html");
        assertThat(SimpleForm.chosenBy(format, accept)).isEqualTo(expected);
    }

    @Test
    void tellsTheActualTypeOfLatest() {
        assertThat(SimpleForm.chosenBy(null, List.of("application/vnd.pypi.simple.latest+json")).contentType())
                .isEqualTo("application/vnd.pypi.simple.v1+json");
    }

    @Test
    void givesEveryFormAndCodingItsOwnTag() {
        assertThat(Arrays.stream(SimpleForm.values())
                        .flatMap(form -> Arrays.stream(ContentCoding.values()).map(coding -> form.etag("d", coding))))
                .hasSize(9)
                .doesNotHaveDuplicates();
    }
}
