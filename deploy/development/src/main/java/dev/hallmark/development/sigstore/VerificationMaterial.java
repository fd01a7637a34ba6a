package dev.hallmark.development.sigstore;

import java.util.List;

/// What a verifier needs besides the signed content.
///
/// @param certificate the signer's
/// @param timestamps encoded `TimeStampResp` (RFC 3161)
record VerificationMaterial(Bytes certificate, List<LoggedEntry> entries, List<Bytes> timestamps) {

    VerificationMaterial {
        entries = List.copyOf(entries);
        timestamps = List.copyOf(timestamps);
    }
}
