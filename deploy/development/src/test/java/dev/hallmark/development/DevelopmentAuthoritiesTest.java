package dev.hallmark.development;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.Sha256;
import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.oidc.JobEnvironment;
import dev.hallmark.development.sigstore.Attestation;
import dev.hallmark.development.sigstore.Attestor;
import dev.hallmark.development.sigstore.SigstoreJava;
import dev.hallmark.development.sigstore.Statement;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The authorities over HTTP, as clients meet them.
final class DevelopmentAuthoritiesTest {

    private static final Job JOB = Job.of("octo-org/sampleproject", "release.yml");
    private static final Sha256 DIGEST = Sha256.of("content".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path data;

    private DevelopmentAuthorities authorities;

    @BeforeEach
    void start() throws Exception {
        authorities = DevelopmentAuthorities.start(data, 0, Clock.systemUTC());
    }

    @AfterEach
    void stop() throws Exception {
        authorities.close();
    }

    @Test
    void signsOverHttpWhatSigstoreJavaAccepts() throws Exception {
        Attestation attestation = attest("sampleproject-1.0.0.tar.gz").getFirst();
        assertThat(refusal(attestation)).isEmpty();
    }

    @Test
    void signsSeveralFilesWithOneCertificate() throws Exception {
        List<Attestation> attestations = attest("sampleproject-1.0.0.tar.gz", "sampleproject-1.0.0-py3-none-any.whl");
        assertThat(attestations).allSatisfy(attestation -> assertThat(refusal(attestation)).isEmpty());
        assertThat(attestations).extracting(a -> a.tree().at("/verification_material/certificate"))
                .hasSize(2).containsOnly(attestations.getFirst().tree().at("/verification_material/certificate"));
    }

    @Test
    void goesOnWithItsKeysAndItsLogAfterARestart() throws Exception {
        Attestation before = attest("sampleproject-1.0.0.tar.gz").getFirst();
        String keys = authorities.issuer().publicKeys();
        int port = authorities.origin().getPort();
        authorities.close();
        authorities = DevelopmentAuthorities.start(data, port, Clock.systemUTC());
        Attestation after = attest("sampleproject-1.0.1.tar.gz").getFirst();
        assertThat(List.of(before, after)).allSatisfy(attestation -> assertThat(refusal(attestation)).isEmpty());
        assertThat(logIndex(after)).isEqualTo(logIndex(before) + 1);
        assertThat(authorities.issuer().publicKeys()).isEqualTo(keys);
    }

    @Test
    void provesEveryEntryOfConcurrentSigners() throws Exception {
        List<Attestation> attestations = new ArrayList<>();
        try (ExecutorService signers = Executors.newFixedThreadPool(2)) {
            List<Future<List<Attestation>>> batches = List.of(
                    signers.submit(() -> attest(names("one", 12))), signers.submit(() -> attest(names("two", 12))));
            for (Future<List<Attestation>> batch : batches) {
                attestations.addAll(batch.get());
            }
        }
        assertThat(attestations).allSatisfy(attestation -> assertThat(refusal(attestation)).isEmpty());
        assertThat(attestations).extracting(DevelopmentAuthoritiesTest::logIndex).doesNotHaveDuplicates();
    }

    @Test
    void answersHealth() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    private List<Attestation> attest(String... filenames) throws Exception {
        return Attestor.at(authorities.origin()).attest(
                JobEnvironment.of(authorities.issuer().register(JOB)),
                List.of(filenames).stream().map(name -> Statement.publish(name, DIGEST)).toList());
    }

    private static String[] names(String project, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> project + "-1." + i + ".tar.gz")
                .toArray(String[]::new);
    }

    private Optional<String> refusal(Attestation attestation) throws Exception {
        return SigstoreJava.trusting(get("/trusted_root.json").body()).refusal(attestation, DIGEST);
    }

    private static long logIndex(Attestation attestation) {
        return attestation.tree().at("/verification_material/transparency_entries/0/logIndex").asLong();
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(authorities.origin() + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
