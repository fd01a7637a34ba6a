package dev.hallmark.development.sigstore;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sigstore.KeylessVerificationException;
import dev.sigstore.KeylessVerifier;
import dev.sigstore.VerificationOptions;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.bundle.ImmutableBundle;
import dev.sigstore.bundle.ImmutableSignature;
import dev.sigstore.bundle.ImmutableTimestamp;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import dev.hallmark.contract.Sha256;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// sigstore-java as the judge: it shares no code with what it judges.
public final class SigstoreJava {

    private final KeylessVerifier verifier;

    private SigstoreJava(KeylessVerifier verifier) {
        this.verifier = verifier;
    }

    public static SigstoreJava trusting(String trustedRoot) throws Exception {
        SigstoreTrustedRoot root = SigstoreTrustedRoot.from(
                new ByteArrayInputStream(trustedRoot.getBytes(StandardCharsets.UTF_8)));
        return new SigstoreJava(KeylessVerifier.builder().trustedRootProvider(() -> root).build());
    }

    /// Why it refuses the attestation for a file with this digest; empty if it accepts.
    public Optional<String> refusal(Attestation attestation, Sha256 digest) {
        return refusal(digest, () -> bundle(attestation.tree()));
    }

    /// Why it refuses the bundle for a file with this digest; empty if it accepts.
    public Optional<String> refusal(dev.hallmark.development.sigstore.Bundle bundle, Sha256 digest) {
        return refusal(digest, () -> Bundle.from(new StringReader(bundle.json())));
    }

    private Optional<String> refusal(Sha256 digest, Callable<Bundle> bundle) {
        try {
            verifier.verify(digest.toBytes(), bundle.call(), VerificationOptions.empty());
            return Optional.empty();
        } catch (KeylessVerificationException e) {
            return Optional.of(e.getMessage() + Optional.ofNullable(e.getCause()).map(c -> ": " + c.getMessage()).orElse(""));
        } catch (Exception e) {
            return Optional.of(e.toString());
        }
    }

    static X509Certificate certificate(JsonNode attestation) throws Exception {
        byte[] der = Base64.getDecoder().decode(attestation.at("/verification_material/certificate").asText());
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static Bundle bundle(JsonNode attestation) throws Exception {
        ImmutableBundle.Builder bundle = ImmutableBundle.builder()
                .certPath(CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate(attestation))))
                .dsseEnvelope(new StatementEnvelope(
                        Base64.getDecoder().decode(attestation.at("/envelope/statement").asText()),
                        Base64.getDecoder().decode(attestation.at("/envelope/signature").asText())));
        for (JsonNode entry : attestation.at("/verification_material/transparency_entries")) {
            bundle.addEntries(RekorEntry.fromTLogEntryJson(entry.toString()));
        }
        for (JsonNode timestamp : attestation.at("/verification_material/timestamps")) {
            bundle.addTimestamps(ImmutableTimestamp.builder()
                    .rfc3161Timestamp(Base64.getDecoder().decode(timestamp.asText()))
                    .build());
        }
        return bundle.build();
    }

    /// The library counts characters where DSSE counts bytes, so the encoding is our own.
    private record StatementEnvelope(byte[] statement, byte[] signature) implements Bundle.DsseEnvelope {

        @Override
        public byte[] getPayload() {
            return statement;
        }

        @Override
        public String getPayloadType() {
            return Envelope.IN_TOTO;
        }

        @Override
        public List<Signature> getSignatures() {
            return List.of(ImmutableSignature.builder().sig(signature).build());
        }

        @Override
        public byte[] getSignature() {
            return signature;
        }

        @Override
        public byte[] getPAE() {
            byte[] head = ("DSSEv1 28 application/vnd.in-toto+json " + statement.length + " ")
                    .getBytes(StandardCharsets.UTF_8);
            byte[] pae = new byte[head.length + statement.length];
            System.arraycopy(head, 0, pae, 0, head.length);
            System.arraycopy(statement, 0, pae, head.length, statement.length);
            return pae;
        }
    }
}
