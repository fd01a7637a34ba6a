package dev.hallmark.development.sigstore;

/// The forms in which signers have a signature logged and timed; each is honest.
public enum EvidenceForm {
    /// `dsse` 0.0.1 for statements and `hashedrekord` 0.0.1 for messages: the log promises the time.
    REKOR_V1(TransparencyLog.Version.V1, EntryKind.DSSE_V1),
    /// `hashedrekord` 0.0.1 for statements too.
    REKOR_V1_HASHEDREKORD(TransparencyLog.Version.V1, EntryKind.HASHEDREKORD_V1),
    /// `intoto` 0.0.2 for statements, which signers no longer write.
    REKOR_V1_INTOTO(TransparencyLog.Version.V1, EntryKind.INTOTO),
    /// `hashedrekord` 0.0.2 and a timestamp (RFC 3161), because this log tells no time.
    REKOR_V2(TransparencyLog.Version.V2, EntryKind.HASHEDREKORD_V2),
    /// `dsse` 0.0.2 for statements, which the log's specification has and its server no longer takes.
    REKOR_V2_DSSE(TransparencyLog.Version.V2, EntryKind.DSSE_V2);

    private final TransparencyLog.Version version;
    private final EntryKind kind;

    EvidenceForm(TransparencyLog.Version version, EntryKind kind) {
        this.version = version;
        this.kind = kind;
    }

    TransparencyLog.Version version() {
        return version;
    }

    EntryKind kindFor(SignedContent content) {
        return switch (content) {
            case Envelope _ -> kind;
            case MessageSignature _ -> version.kindOfMessages();
        };
    }
}
