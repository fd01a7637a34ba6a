package dev.hallmark.development.sigstore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.Extension;

/// The certificate extensions below 1.3.6.1.4.1.57264.1.
public enum FulcioExtension {
    ISSUER_V1(1),
    GITHUB_WORKFLOW_TRIGGER(2),
    GITHUB_WORKFLOW_SHA(3),
    GITHUB_WORKFLOW_NAME(4),
    GITHUB_WORKFLOW_REPOSITORY(5),
    GITHUB_WORKFLOW_REF(6),
    ISSUER(8),
    BUILD_SIGNER_URI(9),
    BUILD_SIGNER_DIGEST(10),
    RUNNER_ENVIRONMENT(11),
    SOURCE_REPOSITORY_URI(12),
    SOURCE_REPOSITORY_DIGEST(13),
    SOURCE_REPOSITORY_REF(14),
    SOURCE_REPOSITORY_IDENTIFIER(15),
    SOURCE_REPOSITORY_OWNER_URI(16),
    SOURCE_REPOSITORY_OWNER_IDENTIFIER(17),
    BUILD_CONFIG_URI(18),
    BUILD_CONFIG_DIGEST(19),
    BUILD_TRIGGER(20),
    RUN_INVOCATION_URI(21),
    SOURCE_REPOSITORY_VISIBILITY(22),
    DEPLOYMENT_ENVIRONMENT(23),
    TOKEN_SUBJECT(24);

    private static final int LAST_RAW = 6;
    private static final ASN1ObjectIdentifier ARC = new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1");

    private final int number;

    FulcioExtension(int number) {
        this.number = number;
    }

    public String oid() {
        return ARC.branch(Integer.toString(number)).getId();
    }

    /// The first six are the bare text; their successors are DER strings, as later numbers were defined.
    Extension encode(String value) throws IOException {
        byte[] content = number <= LAST_RAW
                ? value.getBytes(StandardCharsets.UTF_8)
                : new DERUTF8String(value).getEncoded();
        return new Extension(ARC.branch(Integer.toString(number)), false, content);
    }
}
