package dev.hallmark.verifier.sigstore;

import static dev.hallmark.contract.RejectionCode.TIMESTAMP_INVALID;

import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Malformed;
import dev.hallmark.verifier.sigstore.Cryptography.BouncyCastle;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;

/// A timestamp authority that a trust root holds (RFC 3161). Its certificate is the trust root's, whatever certificates a
/// timestamp brings: so none of those has to be chosen, trusted or even read.
///
/// @param validities of the authority in the trust root and of each certificate of its chain; all have to hold
record TimestampAuthority(
        X509CertificateHolder certificate, SignerInformationVerifier verifier, List<Validity> validities) {

    TimestampAuthority {
        validities = List.copyOf(validities);
    }

    /// @param chain from the certificate that signs timestamps to the root certificate
    /// @throws Malformed when the chain doesn't hold together, or uses what we can't check
    static TimestampAuthority of(List<Certificate> chain, Validity validFor, Cryptography cryptography) throws Malformed {
        if (chain.size() < 2) {
            throw new Malformed("a chain of the authority's certificate and its issuers", chain.size() + " certificates");
        }
        Certificate signer = chain.getFirst();
        CertificateUse use = CertificateUse.of(signer);
        if (use.authority() || !use.onlyTimestamps() || !signer.isCritical(Certificate.EXTENDED_KEY_USAGE)) {
            throw new Malformed("a certificate for timestamps and nothing else, critically so (RFC 3161, 2.3)", "another");
        }
        CertificateAuthority issuer = CertificateAuthority.of(
                chain.subList(1, chain.size()), validFor, Certificate.TIME_STAMPING, cryptography);
        if (!issuer.issued(signer)) {
            throw new Malformed("a chain in which each certificate is signed by the next, the last by itself", "another");
        }
        List<Validity> validities = new ArrayList<>(issuer.validities());
        validities.add(signer.validity());
        try {
            X509CertificateHolder certificate = new X509CertificateHolder(signer.encoded().toArray());
            // By reference: it isn't installed.
            return new TimestampAuthority(
                    certificate,
                    new JcaSimpleSignerInfoVerifierBuilder().setProvider(BouncyCastle.PROVIDER).build(certificate),
                    validities);
        } catch (IOException | OperatorCreationException | java.security.cert.CertificateException e) {
            throw new Malformed("a certificate with a key that checks timestamps", "another: " + e.getMessage());
        }
    }

    /// Whether the timestamp says to be by this authority; anybody can claim that.
    boolean isNamedBy(Timestamp timestamp) {
        return timestamp.token().getSID().match(certificate);
    }

    /// The timestamp's time, when this authority signed it and was valid then.
    Checked<Instant> timeOf(Timestamp timestamp) {
        if (validities.stream().anyMatch(validity -> !validity.contains(timestamp.time()))) {
            return Checked.refused(
                    TIMESTAMP_INVALID,
                    "a timestamp from when its authority was valid, " + validities.getFirst(),
                    "one of " + timestamp.time());
        }
        try {
            timestamp.token().validate(verifier);
            return Checked.passed(timestamp.time());
        } catch (TSPException | RuntimeException e) {
            // The library has no list of what it throws at hostile input.
            return Checked.refused(
                    TIMESTAMP_INVALID, "a timestamp signed by its authority", "one whose signature doesn't fit");
        }
    }
}
