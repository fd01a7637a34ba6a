package dev.hallmark.verifier.sigstore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.development.sigstore.EvidenceForm;
import dev.hallmark.development.sigstore.Knobs;
import dev.hallmark.verifier.attestation.Attestation;
import dev.hallmark.verifier.attestation.AttestationLimits;
import dev.hallmark.verifier.attestation.AttestationsField;
import dev.hallmark.verifier.attestation.Statement;
import dev.hallmark.verifier.encoding.Der;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.encoding.StrictJson;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.refusal.Malformed;
import dev.hallmark.verifier.verification.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/// Everything that reads what strangers wrote. Each has to answer any bytes at all, by a value or a refusal; what it
/// throws is a fault.
public enum Parser {
    JSON {
        @Override
        void parse(Octets bytes) throws Malformed {
            StrictJson.read(bytes, "JSON");
        }
    },
    DER {
        @Override
        void parse(Octets bytes) throws Malformed {
            Der.requireOneValue(bytes, 32, "a value");
            walk(Der.of(bytes, "a value"));
        }

        private void walk(Der der) throws Malformed {
            while (!der.isAtEnd()) {
                switch (der.peek()) {
                    case Der.BOOLEAN -> der.booleanOrFalse();
                    case Der.INTEGER -> der.naturalNumber();
                    case Der.BIT_STRING -> der.wholeBytes();
                    case Der.OBJECT_IDENTIFIER -> der.objectIdentifier();
                    case Der.UTF8_STRING -> der.utf8String();
                    case Der.SEQUENCE -> walk(der.enter(Der.SEQUENCE));
                    default -> der.content(der.peek());
                }
            }
        }
    },
    CERTIFICATE {
        @Override
        void parse(Octets bytes) throws Malformed {
            if (SigningCertificate.parse(bytes) instanceof Checked.Passed<SigningCertificate>(SigningCertificate certificate)) {
                certificate.facts();
                certificate.pem();
                certificate.forSigningCode();
                Trusted.ROOT.keyOf(certificate);
                Trusted.ROOT.authorityOf(certificate, Trusted.TIME);
                certificate.certificate().toBeSignedWithoutTimestamps();
                certificate.timestamps();
            }
        }
    },
    CERTIFICATE_TIMESTAMPS {
        @Override
        void parse(Octets bytes) throws Malformed {
            SignedCertificateTimestamp.parseList(bytes);
        }
    },
    CHECKPOINT {
        @Override
        void parse(Octets bytes) throws Malformed {
            Checkpoint checkpoint = Checkpoint.parse(text(bytes));
            checkpoint.isSignedBy(Trusted.LOG);
        }
    },
    LOG_ENTRY {
        @Override
        void parse(Octets bytes) throws Malformed {
            TransparencyEntry.parseOnly(List.of(StrictJson.read(bytes, "a log entry")), EnumSet.allOf(EntryKind.class))
                    .then(entry -> Trusted.ROOT.signedCheckpoint(Trusted.LOG, entry).then(checkpoint -> checkpoint.including(entry)));
        }
    },
    PROOF {
        @Override
        void parse(Octets bytes) {
            byte[] all = bytes.toArray();
            List<Octets> hashes = new ArrayList<>();
            for (int at = 2; at + 32 <= all.length; at += 32) {
                hashes.add(bytes.slice(at, at + 32));
            }
            if (all.length >= 2) {
                new InclusionProof(all[0], all[1], bytes, hashes).proves(bytes);
            }
        }
    },
    LOG_RECORD {
        @Override
        void parse(Octets bytes) throws Malformed {
            for (EntryKind kind : EntryKind.values()) {
                try {
                    LogRecord.parse(kind, bytes);
                } catch (Malformed e) {
                    // Of another kind, if of any.
                }
            }
        }
    },
    STATEMENT {
        @Override
        void parse(Octets bytes) {
            Statement.parse(bytes);
        }
    },
    ATTESTATION {
        @Override
        void parse(Octets bytes) {
            AttestationsField.parse(text(bytes), AttestationLimits.DEFAULT)
                    .map(field -> field.elements().stream().map(Attestation::parse).toList());
        }
    },
    TIMESTAMP {
        @Override
        void parse(Octets bytes) {
            Trusted.ROOT.timestamped(bytes, Octets.ofUtf8("what was timestamped"));
        }
    },
    SIGNATURE {
        @Override
        void parse(Octets bytes) {
            Trusted.LOG.signed(bytes, bytes);
        }
    };

    /// A trust root to ask, and one of its logs.
    private static final class Trusted {

        private static final TrustRoot ROOT = World.root("local", World.SIGSTORE.trustedRoot().json());
        private static final SigningTime TIME = SigningTime.of(List.of(World.NOW));
        private static final TrustedLog LOG = log();

        private static TrustedLog log() {
            ObjectNode entry = World.entry(World.SIGSTORE.attest(World.IDENTITY, World.STATEMENT).tree());
            return TransparencyEntry.parseOnly(List.of(entry), EnumSet.of(EntryKind.DSSE_1))
                            .then(parsed -> ROOT.logOf(parsed, TIME))
                            instanceof Checked.Passed<TrustedLog>(TrustedLog log)
                    ? log
                    : fail();
        }

        private static TrustedLog fail() {
            throw new IllegalStateException("the local Sigstore's entries are of its log");
        }
    }

    abstract void parse(Octets bytes) throws Malformed;

    /// @throws RuntimeException or an [Error] when there is a fault
    public void read(byte[] bytes) {
        try {
            parse(Octets.of(bytes));
        } catch (Malformed e) {
            // A refusal.
        }
    }

    /// As commands and folders spell it.
    public String spelling() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What is right, to start from.
    public List<byte[]> seeds() {
        ObjectNode first = World.SIGSTORE.attest(World.IDENTITY, World.STATEMENT).tree();
        ObjectNode second = World.SIGSTORE
                .attest(World.IDENTITY, World.STATEMENT, Knobs.in(EvidenceForm.REKOR_V2))
                .tree();
        return List.of(seed(first), seed(second));
    }

    private byte[] seed(ObjectNode tree) {
        String text = switch (this) {
            case JSON, ATTESTATION -> "[" + tree + "]";
            case LOG_ENTRY -> World.entry(tree).toString();
            case CHECKPOINT -> World.entry(tree).at("/inclusionProof/checkpoint/envelope").asText();
            case DER, CERTIFICATE, CERTIFICATE_TIMESTAMPS, PROOF, LOG_RECORD, STATEMENT, TIMESTAMP, SIGNATURE -> "";
        };
        if (!text.isEmpty()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        byte[] certificate = base64(World.material(tree).path("certificate").asText());
        return switch (this) {
            case DER, CERTIFICATE -> certificate;
            case CERTIFICATE_TIMESTAMPS -> certificateTimestamps(certificate);
            case PROOF -> proof(World.entry(tree).at("/inclusionProof/hashes/0").asText());
            case LOG_RECORD -> base64(World.entry(tree).path("canonicalizedBody").asText());
            case STATEMENT -> base64(World.envelope(tree).path("statement").asText());
            case SIGNATURE -> base64(World.envelope(tree).path("signature").asText());
            case TIMESTAMP -> base64(World.material(tree).path("timestamps").path(0).asText());
            case JSON, ATTESTATION, LOG_ENTRY, CHECKPOINT -> throw new IllegalStateException("answered above");
        };
    }

    private static byte[] certificateTimestamps(byte[] certificate) {
        try {
            return Certificate.parse(Octets.of(certificate))
                    .extension(Certificate.SIGNED_CERTIFICATE_TIMESTAMPS)
                    .orElseThrow()
                    .toArray();
        } catch (Malformed e) {
            throw new IllegalStateException("the local Sigstore's certificates are right", e);
        }
    }

    private static byte[] proof(String hash) {
        byte[] proof = new byte[2 + 2 * 32];
        proof[0] = 1;
        proof[1] = 3;
        System.arraycopy(base64(hash), 0, proof, 2, 32);
        return proof;
    }

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }

    private static String text(Octets bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }
}
