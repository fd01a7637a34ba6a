package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.event.Verdict;

/// Why a file is not published.
///
/// @param code a rejection code of the verifier's, or one of the constants here
public record Refusal(String code, String expected, String actual) {

    /// The name belongs to a published file with another digest. upload-service sees to it that this doesn't happen; if
    /// it does, the published file stays.
    public static final String NAME_TAKEN = "file-name-taken";

    /// An owner refused the file that was held.
    public static final String HOLD_REFUSED = "hold-refused";

    /// Signed by an identity while others held it, as an administrator has declared.
    public static final String IDENTITY_COMPROMISED = "identity-compromised";

    public static Refusal of(Verdict.Rejected rejected) {
        return new Refusal(rejected.code().code(), rejected.expected(), rejected.actual());
    }
}
