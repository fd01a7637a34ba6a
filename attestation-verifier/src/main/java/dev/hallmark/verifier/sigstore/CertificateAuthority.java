package dev.hallmark.verifier.sigstore;

import dev.hallmark.contract.Sha256;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.refusal.Malformed;
import dev.hallmark.verifier.sigstore.Cryptography.Algorithm;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An authority that a trust root holds: its issuing certificate, checked up to the root certificate when it was loaded.
///
/// @param name the issuing certificate's subject, in DER
/// @param keyDigest of the issuing key's SubjectPublicKeyInfo, by which certificate timestamps name the issuer
/// @param validities of the authority in the trust root and of each certificate of its chain; all have to hold
public record CertificateAuthority(Octets name, Sha256 keyDigest, VerifyingKey key, List<Validity> validities) {

    private static final Set<Algorithm> ALGORITHMS =
            EnumSet.of(Algorithm.ECDSA_SHA_256, Algorithm.ECDSA_SHA_384, Algorithm.ECDSA_SHA_512);

    public CertificateAuthority {
        validities = List.copyOf(validities);
    }

    /// @param chain from the issuing certificate to the root certificate
    /// @param usage object identifier of the extended key usage that it certifies
    /// @throws Malformed when the chain doesn't hold together, or uses what we can't check
    static CertificateAuthority of(
            List<Certificate> chain, Validity validFor, String usage, Cryptography cryptography) throws Malformed {
        List<Validity> validities = new ArrayList<>();
        validities.add(validFor);
        List<VerifyingKey> keys = new ArrayList<>();
        for (int depth = 0; depth < chain.size(); depth++) {
            CertificateUse use = CertificateUse.of(chain.get(depth));
            if (!use.authority() || !use.certificateSigning() || use.pathLength() < depth) {
                throw new Malformed("certificates of authorities, with path lengths that allow the chain", "another use");
            }
            if (!use.extendedKeyUsages().isEmpty() && !use.extendedKeyUsages().contains(usage)) {
                throw new Malformed("certificates of authorities for extended key usage " + usage, "another");
            }
            keys.add(key(chain.get(depth), cryptography));
            validities.add(chain.get(depth).validity());
        }
        for (int depth = 0; depth < chain.size(); depth++) {
            int above = Math.min(depth + 1, chain.size() - 1);
            Certificate issuer = chain.get(above);
            if (!chain.get(depth).issuer().equals(issuer.subject()) || !issued(chain.get(depth), keys.get(above))) {
                throw new Malformed("a chain in which each certificate is signed by the next, the last by itself", "another");
            }
        }
        Certificate issuing = chain.getFirst();
        return new CertificateAuthority(issuing.subject(), issuing.publicKey().sha256(), keys.getFirst(), validities);
    }

    private static VerifyingKey key(Certificate certificate, Cryptography cryptography) throws Malformed {
        try {
            return cryptography.ecKey(certificate.publicKey());
        } catch (InvalidKeySpecException e) {
            throw new Malformed("authorities with EC keys", "another key");
        }
    }

    private static boolean issued(Certificate certificate, VerifyingKey key) {
        Optional<Algorithm> algorithm = ALGORITHMS.stream()
                .filter(known -> known.identifier().equals(certificate.signatureAlgorithm()))
                .findFirst();
        return algorithm.isPresent() && key.signed(certificate.toBeSigned(), certificate.signature(), algorithm.get());
    }

    /// Whether the certificate names this authority as its issuer; anybody can claim that.
    boolean isNamedBy(Certificate certificate) {
        return certificate.issuer().equals(name);
    }

    /// Whether this authority signed the certificate.
    boolean issued(Certificate certificate) {
        return isNamedBy(certificate) && issued(certificate, key);
    }

    boolean isValidAt(SigningTime time) {
        return validities.stream().allMatch(time::isWithin);
    }
}
