package dev.hallmark.verifier.sigstore;

import dev.hallmark.verifier.encoding.Der;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.refusal.Malformed;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What a certificate's key may be used for (RFC 5280, 4.2.1.3, 4.2.1.9, 4.2.1.12).
///
/// @param pathLength how many more authorities may follow below an authority; without a limit the largest number
/// @param extendedKeyUsages object identifiers; empty without the extension
record CertificateUse(
        boolean digitalSignature,
        boolean certificateSigning,
        boolean authority,
        int pathLength,
        Set<String> extendedKeyUsages) {

    private static final int DIGITAL_SIGNATURE = 0x80;
    private static final int KEY_CERT_SIGN = 0x04;

    CertificateUse {
        extendedKeyUsages = Set.copyOf(extendedKeyUsages);
    }

    static CertificateUse of(Certificate certificate) throws Malformed {
        int keyUsage = keyUsage(certificate.extension(Certificate.KEY_USAGE));
        Constraints constraints = constraints(certificate.extension(Certificate.BASIC_CONSTRAINTS));
        return new CertificateUse(
                (keyUsage & DIGITAL_SIGNATURE) != 0,
                (keyUsage & KEY_CERT_SIGN) != 0,
                constraints.authority,
                constraints.pathLength,
                extendedKeyUsages(certificate.extension(Certificate.EXTENDED_KEY_USAGE)));
    }

    boolean codeSigning() {
        return extendedKeyUsages.contains(Certificate.CODE_SIGNING);
    }

    boolean onlyTimestamps() {
        return extendedKeyUsages.equals(Set.of(Certificate.TIME_STAMPING));
    }

    /// The first eight bits; 0 without the extension.
    private static int keyUsage(Optional<Octets> extension) throws Malformed {
        if (extension.isEmpty()) {
            return 0;
        }
        Der usage = Der.of(extension.get(), "a key usage");
        byte[] bits = usage.content(Der.BIT_STRING).toArray();
        usage.end();
        if (bits.length < 2 || bits.length > 3 || bits[0] < 0 || bits[0] > 7) {
            throw new Malformed("a key usage of one to nine bits", "another BIT STRING");
        }
        return bits[1];
    }

    private record Constraints(boolean authority, int pathLength) {}

    private static Constraints constraints(Optional<Octets> extension) throws Malformed {
        if (extension.isEmpty()) {
            return new Constraints(false, 0);
        }
        Der value = Der.of(extension.get(), "basic constraints");
        Der fields = value.enter(Der.SEQUENCE);
        value.end();
        boolean authority = fields.booleanOrFalse();
        int pathLength = fields.isAtEnd() ? Integer.MAX_VALUE : fields.naturalNumber().toArray()[0];
        fields.end();
        return new Constraints(authority, pathLength);
    }

    private static Set<String> extendedKeyUsages(Optional<Octets> extension) throws Malformed {
        Set<String> usages = new HashSet<>();
        if (extension.isPresent()) {
            Der list = Der.of(extension.get(), "an extended key usage");
            Der identifiers = list.enter(Der.SEQUENCE);
            list.end();
            while (!identifiers.isAtEnd()) {
                usages.add(identifiers.objectIdentifier());
            }
        }
        return usages;
    }
}
