package dev.hallmark.development.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class StatementTest {

    private static final Sha256 DIGEST = Sha256.of("content".getBytes(StandardCharsets.UTF_8));
    private static final Statement STATEMENT = Statement.publish("a-1.tar.gz", DIGEST);
    private static final String SUBJECT = "[{\"name\":\"a-1.tar.gz\",\"digest\":{\"sha256\":\"" + DIGEST.hex() + "\"}}]";

    @Test
    void hasTheFormOfTheReferenceClient() {
        assertThat(text(STATEMENT)).isEqualTo("{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":" + SUBJECT
                + ",\"predicateType\":\"https://docs.pypi.org/attestations/publish/v1\",\"predicate\":null}");
    }

    @Test
    void leavesOutThePredicate() {
        assertThat(text(STATEMENT.withoutPredicate())).doesNotContain("\"predicate\"");
    }

    @Test
    void keepsPredicateTextAsItIs() {
        assertThat(text(STATEMENT.withPredicate("{ \"name\" : \"Zürich\" }"))).endsWith(",\"predicate\":{ \"name\" : \"Zürich\" }}");
    }

    @Test
    void saysAMemberTwice() {
        assertThat(text(STATEMENT.withDuplicate("_type", "\"other\"")))
                .startsWith("{\"_type\":\"https://in-toto.io/Statement/v1\"")
                .endsWith(",\"_type\":\"other\"}");
    }

    @Test
    void namesNoSubjectOrSeveral() {
        Statement.Subject shouting = new Statement.Subject("a-1.tar.gz", DIGEST.hex().toUpperCase(Locale.ROOT));
        assertThat(text(STATEMENT.withSubjects())).contains("\"subject\":[]");
        assertThat(text(STATEMENT.withSubjects(shouting, shouting)))
                .contains("\"subject\":[{\"name\":\"a-1.tar.gz\",\"digest\":{\"sha256\":\"" + shouting.sha256() + "\"}},{");
    }

    @Test
    void claimsOtherTypes() {
        assertThat(text(STATEMENT.withType("https://in-toto.io/Statement/v0.1").withPredicateType("https://example.org/x")))
                .contains("\"_type\":\"https://in-toto.io/Statement/v0.1\"", "\"predicateType\":\"https://example.org/x\"");
    }

    private static String text(Statement statement) {
        return new String(statement.toBytes(), StandardCharsets.UTF_8);
    }
}
