package dev.hallmark.verifier.verification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.contract.Sha256;
import dev.sigstore.KeylessVerificationException;
import dev.sigstore.KeylessVerifier;
import dev.sigstore.VerificationOptions;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.bundle.ImmutableBundle;
import dev.sigstore.bundle.ImmutableSignature;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// sigstore-java as a second opinion. It shares with us only how a trust root file is read.
final class SigstoreJava {

    private final KeylessVerifier verifier;

    private SigstoreJava(KeylessVerifier verifier) {
        this.verifier = verifier;
    }

    static SigstoreJava trusting(String trustedRootJson) throws Exception {
        SigstoreTrustedRoot root =
                SigstoreTrustedRoot.from(new ByteArrayInputStream(trustedRootJson.getBytes(StandardCharsets.UTF_8)));
        return new SigstoreJava(KeylessVerifier.builder().trustedRootProvider(() -> root).build());
    }

    /// Why it refuses; empty when it accepts. Whom the certificate names isn't asked.
    Optional<String> refusal(JsonNode attestation, Sha256 digest) throws Exception {
        try {
            verifier.verify(digest.toBytes(), bundle(attestation), VerificationOptions.empty());
            return Optional.empty();
        } catch (KeylessVerificationException | RuntimeException e) {
            return Optional.of(String.valueOf(e));
        }
    }

    private static Bundle bundle(JsonNode attestation) throws Exception {
        CertificateFactory certificates = CertificateFactory.getInstance("X.509");
        ImmutableBundle.Builder bundle = ImmutableBundle.builder()
                .certPath(certificates.generateCertPath(List.of(certificates.generateCertificate(
                        new ByteArrayInputStream(bytes(attestation.at("/verification_material/certificate")))))))
                .dsseEnvelope(new InTotoEnvelope(
                        bytes(attestation.at("/envelope/statement")), bytes(attestation.at("/envelope/signature"))));
        for (JsonNode entry : attestation.at("/verification_material/transparency_entries")) {
            bundle.addEntries(RekorEntry.fromTLogEntryJson(entry.toString()));
        }
        return bundle.build();
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asText());
    }

    /// The library's own encoding counts characters for bytes.
    private record InTotoEnvelope(byte[] payload, byte[] signature) implements Bundle.DsseEnvelope {

        @Override
        public byte[] getPayload() {
            return payload;
        }

        @Override
        public String getPayloadType() {
            return "application/vnd.in-toto+json";
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
            ByteArrayOutputStream encoding = new ByteArrayOutputStream();
            encoding.writeBytes(("DSSEv1 28 " + getPayloadType() + " " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
            encoding.writeBytes(payload);
            return encoding.toByteArray();
        }
    }
}
