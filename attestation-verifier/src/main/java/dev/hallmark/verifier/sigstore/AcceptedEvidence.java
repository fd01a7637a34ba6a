package dev.hallmark.verifier.sigstore;

import java.util.EnumSet;
import java.util.Set;

/// In which forms signatures may be logged and timed.
///
/// @param timestamps whether RFC 3161 timestamps are read; where they aren't they prove nothing
public record AcceptedEvidence(Set<EntryKind> kinds, boolean timestamps) {

    /// What clients of PEP 740 send today: `dsse` of Rekor v1, which promises the time.
    public static final AcceptedEvidence REKOR_V1 = new AcceptedEvidence(EnumSet.of(EntryKind.DSSE_1), false);

    /// What they are about to send: also Rekor v2, with timestamps.
    public static final AcceptedEvidence REKOR_V1_AND_V2 = new AcceptedEvidence(
            EnumSet.of(EntryKind.DSSE_1, EntryKind.DSSE_2, EntryKind.HASHEDREKORD_2), true);

    /// What Sigstore bundles hold.
    public static final AcceptedEvidence BUNDLES = new AcceptedEvidence(EnumSet.allOf(EntryKind.class), true);

    public AcceptedEvidence {
        kinds = Set.copyOf(kinds);
    }
}
