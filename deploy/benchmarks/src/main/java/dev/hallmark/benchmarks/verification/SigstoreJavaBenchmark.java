package dev.hallmark.benchmarks.verification;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.benchmarks.uploads.AttestedUploads;
import dev.hallmark.contract.event.UploadStaged;
import dev.hallmark.development.web.Json;
import dev.sigstore.KeylessVerificationException;
import dev.sigstore.KeylessVerifier;
import dev.sigstore.VerificationOptions;
import dev.sigstore.VerificationOptions.CertificateMatcher;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.bundle.BundleParseException;
import dev.sigstore.strings.StringMatcher;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// sigstore-java: from the JSON of a bundle, which is made of the attestation beforehand, to its answer.
@State(Scope.Thread)
public class SigstoreJavaBenchmark {

    static final String FAST_PROVIDER = "hallmark.benchmark.fast-provider";

    private record Question(String bundle, byte[] digest) {}

    private final List<Question> questions;
    private final KeylessVerifier verifier;
    private final VerificationOptions options;
    private int next;

    /// Read by the harness.
    public SigstoreJavaBenchmark() {
        if (Boolean.getBoolean(FAST_PROVIDER)) {
            Security.insertProviderAt(AmazonCorrettoCryptoProvider.INSTANCE, 1);
        }
        this.verifier = verifier(Input.given().readTrustedRoot());
        this.options = VerificationOptions.builder()
                .addCertificateMatchers(CertificateMatcher.fulcio()
                        .issuer(StringMatcher.string(AttestedUploads.issuer()))
                        .subjectAlternativeName(StringMatcher.string(
                                "https://github.com/octo-org/octo-repo/.github/workflows/release.yml@refs/tags/v1.0.0"))
                        .build())
                .build();
        this.questions = Input.read(Input.given().distinctCertificates()).stream()
                .map(SigstoreJavaBenchmark::question)
                .toList();
    }

    @Benchmark
    public Bundle cold() throws BundleParseException, KeylessVerificationException {
        next = (next + 1) % questions.size();
        Question question = questions.get(next);
        Bundle bundle = Bundle.from(new StringReader(question.bundle()));
        verifier.verify(question.digest(), bundle, options);
        return bundle;
    }

    private static KeylessVerifier verifier(String trustedRoot) {
        try {
            SigstoreTrustedRoot root =
                    SigstoreTrustedRoot.from(new ByteArrayInputStream(trustedRoot.getBytes(StandardCharsets.UTF_8)));
            return KeylessVerifier.builder().trustedRootProvider(() -> root).build();
        } catch (SigstoreConfigurationException | GeneralSecurityException e) {
            throw new IllegalStateException("sigstore-java reads the trust root of the local Sigstore", e);
        }
    }

    private static Question question(UploadStaged upload) {
        String field = String.valueOf(upload.attestations());
        ObjectNode attestation = Json.parseObject(
                        field.substring(1, field.length() - 1).getBytes(StandardCharsets.UTF_8))
                .orThrow();
        ObjectNode bundle = Json.object().put("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json");
        ObjectNode material = bundle.putObject("verificationMaterial");
        material.putObject("certificate").set("rawBytes", attestation.at("/verification_material/certificate"));
        material.set("tlogEntries", attestation.at("/verification_material/transparency_entries"));
        ObjectNode envelope = bundle.putObject("dsseEnvelope").put("payloadType", "application/vnd.in-toto+json");
        envelope.set("payload", attestation.at("/envelope/statement"));
        envelope.putArray("signatures").addObject().set("sig", attestation.at("/envelope/signature"));
        return new Question(Json.text(bundle), upload.file().sha256().toBytes());
    }
}
