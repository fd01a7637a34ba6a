package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.oidc.LocalIssuer;
import dev.hallmark.development.sigstore.Statement;
import dev.hallmark.endtoend.Manage.Registration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Attestations that prove nothing about the file: the upload is refused with a code, nothing is shown, and the verifier
/// goes on.
@ExtendWith(SharedIndex.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedAttestationsTest {

    private static final String PROJECT = "refused";
    private static final String REPOSITORY = "hallmark-tests/refused";

    private final Index index;
    private int versions;

    RefusedAttestationsTest(Index index) {
        this.index = index;
    }

    @BeforeAll
    void registerPublisher() {
        index.manage().createProject(PROJECT);
        index.manage().addPublisher(PROJECT, Registration.local("hallmark-tests", "refused", "release.yml"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileFields")
    void refusesAHostileField(String what, String field, String code) {
        Wheel wheel = Wheel.of(PROJECT, ++versions + ".0", what);

        Answer answer = upload(wheel, field);

        assertRefused(answer, code, wheel);
        assertTheVerifierGoesOn();
    }

    @Test
    void refusesAnAttestationOfAnotherFile() {
        Wheel wheel = Wheel.of(PROJECT, ++versions + ".0", "this");
        Wheel other = Wheel.of(PROJECT, versions + ".0", "that");

        Answer answer = upload(wheel, "[" + job().attest(other.filename(), other.bytes()).json() + "]");

        assertRefused(answer, "subject-digest-mismatch", wheel);
    }

    @Test
    void refusesAnAttestationOfAnotherWorkflow() {
        Wheel wheel = Wheel.of(PROJECT, ++versions + ".0", "x");
        CiJob other = CiJob.of(index, REPOSITORY, "nightly.yml");

        Answer answer = upload(wheel, "[" + other.attest(wheel.filename(), wheel.bytes()).json() + "]");

        assertRefused(answer, "identity-workflow-mismatch", wheel);
    }

    @Test
    void refusesAnAttestationOfAnotherRepository() {
        Wheel wheel = Wheel.of(PROJECT, ++versions + ".0", "x");
        CiJob other = CiJob.of(index, "hallmark-tests/another", "release.yml");

        Answer answer = upload(wheel, "[" + other.attest(wheel.filename(), wheel.bytes()).json() + "]");

        assertRefused(answer, "identity-repository-mismatch", wheel);
    }

    @Test
    void refusesAnUnknownPredicateType() {
        Wheel wheel = Wheel.of(PROJECT, ++versions + ".0", "x");
        Statement statement = Statement.publish(wheel.filename(), wheel.sha256()).withPredicateType("https://example.org/v1");

        Answer answer = upload(wheel, "[" + job().attest(statement).json() + "]");

        assertRefused(answer, "predicate-type-unsupported", wheel);
    }

    @Test
    void takesTheFileWithoutTheAttestationsThatWereRefused() {
        Wheel wheel = Wheel.of(PROJECT, ++versions + ".0", "x");
        assertThat(upload(wheel, "[]").status()).isEqualTo(400);

        Answer answer = Upload.of(wheel).withToken(job().uploadToken()).sendTo(index);

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(index.reader().file(PROJECT, wheel.filename()).orElseThrow().path("provenance").isNull()).isTrue();
    }

    @Test
    void refusesAttestationsOfAnApiToken() {
        Wheel wheel = Wheel.of(PROJECT, ++versions + ".0", "x");
        String token = index.manage().issueToken(PROJECT).text();

        Answer answer = Upload.of(wheel)
                .withAttestations("[" + job().attest(wheel.filename(), wheel.bytes()).json() + "]")
                .withToken(token)
                .sendTo(index);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(index.reader().lists(wheel)).isFalse();
    }

    /// Signed by a person's e-mail identity, at the staging instance of Sigstore.
    @Test
    void refusesAnAttestationThatAPersonSigned(LocalIssuer github) {
        RealData real = RealData.orSkip("rfc8785-0.1.2-py3-none-any.whl");
        index.manage().createProject("rfc8785");
        index.manage().addPublisher("rfc8785", Registration.github("trailofbits", "rfc8785.py", "release.yml"));
        String token = CiJob.mint(
                index, github.issue(Job.of("trailofbits/rfc8785.py", "release.yml"), CiJob.audience(index)));

        Answer answer = Upload.of("rfc8785", "0.1.2", real.filename(), real.bytes())
                .withAttestations("[" + real.attestation("publish") + "]")
                .withToken(token)
                .withHeader("Accept", "application/json")
                .sendTo(index);

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.json().path("refusal").asText()).startsWith("identity-");
        assertThat(index.reader().showsNothingOf("rfc8785", "0.1.2", real.filename(), real.bytes())).isTrue();
    }

    static Stream<Arguments> hostileFields() {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);
        return Stream.of(
                Arguments.of("not JSON", "attestations!", "attestations-malformed"),
                Arguments.of("nothing", "[]", "attestations-empty"),
                Arguments.of("an object", "{}", "attestations-malformed"),
                Arguments.of("an empty object", "[{}]", "attestations-malformed"),
                Arguments.of("deep JSON", deep, "attestations-malformed"),
                Arguments.of("a repeated member", "[{\"version\":1,\"version\":1,\"envelope\":{},\"verification_material\":{}}]",
                        "attestations-malformed"),
                Arguments.of("another version", "[{\"version\":2,\"envelope\":{},\"verification_material\":{}}]",
                        "attestations-malformed"),
                Arguments.of("a NUL", "[\u0000]", "attestations-malformed"),
                Arguments.of("a large number", "[1e999999999]", "attestations-malformed"),
                Arguments.of("1 MB", "[\"" + "x".repeat(1_000_000) + "\"]", "attestations-too-large"),
                Arguments.of("10 MB", "[\"" + "x".repeat(10_000_000) + "\"]", "field-too-large"));
    }

    private CiJob job() {
        return CiJob.of(index, REPOSITORY, "release.yml");
    }

    private Answer upload(Wheel wheel, String attestations) {
        return Upload.of(wheel)
                .withAttestations(attestations)
                .withToken(job().uploadToken())
                .withHeader("Accept", "application/json")
                .sendTo(index);
    }

    private void assertRefused(Answer answer, String code, Wheel wheel) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.json().path("refusal").asText()).isEqualTo(code);
        assertThat(answer.reason()).hasSizeLessThan(600).isNotBlank();
        assertThat(index.reader().showsNothingOf(PROJECT, wheel.version(), wheel.filename(), wheel.bytes())).isTrue();
    }

    private void assertTheVerifierGoesOn() {
        Wheel wheel = Wheel.of(PROJECT, ++versions + ".0", "good");
        Answer answer = upload(wheel, "[" + job().attest(wheel.filename(), wheel.bytes()).json() + "]");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }
}
