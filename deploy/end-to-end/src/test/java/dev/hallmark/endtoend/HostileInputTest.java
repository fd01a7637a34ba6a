package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.oidc.LocalIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests that are not what they should be: a 4xx with a code, and nothing stored.
@ExtendWith(SharedIndex.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputTest {

    private static final String PROJECT = "hostile";

    private final Index index;
    private String token;

    HostileInputTest(Index index) {
        this.index = index;
    }

    @BeforeAll
    void createProject() {
        token = index.manage().projectWithToken(PROJECT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongForms")
    void refusesAWrongForm(String what, String code, UnaryOperator<Upload> change) {
        Wheel wheel = Wheel.of(PROJECT, "1.0", what);

        Answer answer = change.apply(upload(wheel)).sendTo(index);

        assertThat(answer.status()).as("%s", answer).isBetween(400, 499);
        assertThat(answer.json().path("refusal").asText()).isEqualTo(code);
        assertNothingIsStored(wheel);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedBodies")
    void refusesABodyThatIsNoForm(String what, UnaryOperator<byte[]> change) {
        Wheel wheel = Wheel.of(PROJECT, "2.0", what);

        Answer answer = upload(wheel).sendTo(index, change);

        assertThat(answer.status()).as("%s", answer).isBetween(400, 499);
        assertThat(answer.json().path("refusal").asText()).isNotBlank();
        assertNothingIsStored(wheel);
    }

    @Test
    void storesNothingOfAnUploadThatBreaksOff() {
        Wheel wheel = Wheel.of(PROJECT, "3.0", "x".repeat(100_000));
        Upload upload = upload(wheel);

        int half = upload.body().length / 2;
        try {
            assertThat(upload.sendPartlyTo(index, half).status()).isBetween(400, 499);
        } catch (UncheckedIOException noAnswer) {
            // Whoever breaks off may get none.
        }

        assertNothingIsStored(wheel);
        assertThat(upload.sendTo(index).status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("credentials")
    void refusesCredentialsThatAreNone(String what, String authorization) {
        Wheel wheel = Wheel.of(PROJECT, "4.0", what);

        Answer answer = Upload.of(wheel)
                .withHeader("Authorization", authorization)
                .withHeader("Accept", "application/json")
                .sendTo(index);

        assertThat(answer.status()).as("%s", answer).isEqualTo(403);
        assertThat(answer.json().path("refusal").asText()).isNotBlank();
        assertNothingIsStored(wheel);
    }

    @Test
    void refusesATokenOfAnUnknownIssuer() {
        LocalIssuer stranger = LocalIssuer.inMemory("https://issuer.example.org", Clock.systemUTC());

        Answer answer = mint(stranger.issue(job(), CiJob.audience(index)));

        assertMintRefused(answer);
    }

    @Test
    void refusesATokenOfAKeyThatIsNotTheIssuers() {
        LocalIssuer impostor = LocalIssuer.inMemory(LocalIssuer.GITHUB, Clock.systemUTC());

        assertMintRefused(mint(impostor.issue(job(), CiJob.audience(index))));
    }

    @Test
    void refusesAnUnsignedToken(LocalIssuer github) {
        assertMintRefused(mint(github.draft(job(), CiJob.audience(index)).unsigned().sign()));
    }

    @Test
    void refusesATokenSignedWithThePublicKeyAsSecret(LocalIssuer github) {
        assertMintRefused(mint(github.draft(job(), CiJob.audience(index)).signedWithPublicKeyAsSecret().sign()));
    }

    @Test
    void refusesATokenForAnotherAudience(LocalIssuer github) {
        assertMintRefused(mint(github.issue(job(), "sigstore")));
    }

    @Test
    void refusesATokenThatHasExpired(LocalIssuer github) {
        Instant past = Instant.now().minus(Duration.ofHours(1));

        assertMintRefused(mint(github.draft(job(), CiJob.audience(index)).endingAt(past).sign()));
    }

    @Test
    void refusesATokenThatNoPublisherIsRegisteredFor(LocalIssuer github) {
        assertMintRefused(mint(github.issue(job(), CiJob.audience(index))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mintBodies")
    void refusesAMintRequestThatIsNone(String what, String body) {
        Answer answer = Http.send(
                "POST", index.url("/_/oidc/mint-token"), Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).as("%s", answer).isBetween(400, 499);
        assertThat(answer.json().at("/errors/0/code").asText()).isNotBlank();
    }

    @Test
    void keepsManagementToTheAdministrator() {
        List<Answer> answers = Stream.of("", "Bearer wrong", "Bearer " + token, "Basic " + token)
                .map(authorization -> Http.send(
                        "POST", index.url("/manage/projects"),
                        Map.of("Authorization", authorization, "Content-Type", "application/json"),
                        "{\"name\":\"taken-over\"}".getBytes(StandardCharsets.UTF_8)))
                .toList();

        assertThat(answers).extracting(Answer::status).allSatisfy(status -> assertThat(status).isIn(401, 403));
        assertThat(index.reader().simple("taken-over").status()).isEqualTo(404);
    }

    static Stream<Arguments> wrongForms() {
        return Stream.of(
                wrong("no action", "action-unknown", upload -> upload.without(":action")),
                wrong("no content", "content-missing", upload -> upload.without("content")),
                wrong("no digest", "digest-missing", upload -> upload.without("sha256_digest")),
                wrong("two names", "field-repeated", upload -> upload.with("name", "other")),
                wrong("another digest", "digest-mismatch",
                        upload -> upload.without("sha256_digest").with("sha256_digest", "0".repeat(64))),
                wrong("another version", "filename-version-mismatch",
                        upload -> upload.without("version").with("version", "9.9")),
                wrong("a version that is none", "version-invalid",
                        upload -> upload.without("version").with("version", "latest")),
                wrong("a huge field", "field-too-large", upload -> upload.with("description", "x".repeat(20_000_000))),
                wrong("too many fields", "too-many-fields", HostileInputTest::withManyFields),
                wrong("a name that walks", "filename-invalid", upload -> renamed(upload, "../../../hostile-1.0.tar.gz")),
                wrong("bytes that are no wheel", "archive-invalid", HostileInputTest::withoutArchive));
    }

    private static Arguments wrong(String what, String code, UnaryOperator<Upload> change) {
        return Arguments.of(what, code, change);
    }

    static Stream<Arguments> malformedBodies() {
        return Stream.of(
                Arguments.of("no closing boundary", (UnaryOperator<byte[]>) body -> Arrays.copyOf(body, body.length - 60)),
                Arguments.of("no boundary at all", (UnaryOperator<byte[]>) body -> new byte[10_000]),
                Arguments.of("a header that does not end",
                        (UnaryOperator<byte[]>) body -> ("------hallmark-end-to-end\r\nContent-Disposition: " + "x".repeat(100_000))
                                .getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("nothing", (UnaryOperator<byte[]>) body -> new byte[0]));
    }

    static Stream<Arguments> credentials() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("a token that is none", "Bearer pypi-nonsense"),
                Arguments.of("not Base64", "Basic !!!"),
                Arguments.of("a user", "Basic dXNlcjpwYXNzd29yZA=="),
                Arguments.of("a long one", "Bearer " + "x".repeat(4_000)));
    }

    static Stream<Arguments> mintBodies() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("an array", "[]"),
                Arguments.of("no token", "{}"),
                Arguments.of("a number", "{\"token\":1}"),
                Arguments.of("an empty token", "{\"token\":\"\"}"),
                Arguments.of("three dots", "{\"token\":\"a.b.c\"}"),
                Arguments.of("a long token", "{\"token\":\"" + "x".repeat(100_000) + "\"}"),
                Arguments.of("deep JSON", "[".repeat(5_000)));
    }

    private Upload upload(Wheel wheel) {
        return Upload.of(wheel).withToken(token).withHeader("Accept", "application/json");
    }

    private static Job job() {
        return Job.of("hallmark-tests/nobody", "release.yml");
    }

    private Answer mint(String idToken) {
        index.keepSecret(idToken);
        return CiJob.mintRequest(index, idToken);
    }

    private static void assertMintRefused(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/code").asText()).isIn("invalid-payload", "invalid-token", "invalid-publisher");
        assertThat(answer.json().has("token")).isFalse();
    }

    private static Upload withManyFields(Upload upload) {
        Upload more = upload;
        for (int i = 0; i < 3_000; i++) {
            more = more.with("classifiers", "x");
        }
        return more;
    }

    private static Upload renamed(Upload upload, String filename) {
        Upload.Part content = upload.parts().getLast();
        Upload rest = upload.without("content");
        return new Upload(
                Stream.concat(rest.parts().stream(), Stream.of(new Upload.Part("content", filename, content.content()))).toList(),
                upload.headers());
    }

    private static Upload withoutArchive(Upload upload) {
        return Upload.of(PROJECT, "1.0", "hostile-1.0-py3-none-any.whl", "no archive".getBytes(StandardCharsets.UTF_8))
                .withHeader("Authorization", upload.headers().get("Authorization"))
                .withHeader("Accept", "application/json");
    }

    /// Neither shown nor left behind on the disk.
    private void assertNothingIsStored(Wheel wheel) {
        assertThat(index.reader().showsNothingOf(PROJECT, wheel.version(), wheel.filename(), wheel.bytes())).isTrue();
        String hex = wheel.sha256().hex();
        Path blobs = index.data().resolve("blobs");
        Path incoming = blobs.resolve("incoming");
        Waiting.until("no file of a refused upload", Duration.ofSeconds(10), () -> {
            try (Stream<Path> files = Files.walk(blobs)) {
                return files.filter(Files::isRegularFile).noneMatch(file ->
                        file.getFileName().toString().equals(hex) || file.startsWith(incoming) && isNotEmpty(file));
            } catch (IOException | UncheckedIOException changing) {
                return false;
            }
        });
    }

    private static boolean isNotEmpty(Path file) {
        try {
            return Files.size(file) > 0;
        } catch (IOException gone) {
            return false;
        }
    }
}
