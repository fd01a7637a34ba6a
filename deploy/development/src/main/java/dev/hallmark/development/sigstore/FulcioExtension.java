package dev.hallmark.development.sigstore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.Extension;

/// The certificate extensions below 1.3.6.1.4.1.57264.1, and the claim of a GitHub token that each one tells.
///
/// A name in braces stands for the claim of that name; an extension whose claim is missing or empty is left out.
public enum FulcioExtension {
    ISSUER_V1(1, "{iss}"),
    GITHUB_WORKFLOW_TRIGGER(2, "{event_name}"),
    GITHUB_WORKFLOW_SHA(3, "{sha}"),
    GITHUB_WORKFLOW_NAME(4, "{workflow}"),
    GITHUB_WORKFLOW_REPOSITORY(5, "{repository}"),
    GITHUB_WORKFLOW_REF(6, "{ref}"),
    ISSUER(8, "{iss}"),
    BUILD_SIGNER_URI(9, "https://github.com/{job_workflow_ref}"),
    BUILD_SIGNER_DIGEST(10, "{job_workflow_sha}"),
    RUNNER_ENVIRONMENT(11, "{runner_environment}"),
    SOURCE_REPOSITORY_URI(12, "https://github.com/{repository}"),
    SOURCE_REPOSITORY_DIGEST(13, "{sha}"),
    SOURCE_REPOSITORY_REF(14, "{ref}"),
    SOURCE_REPOSITORY_IDENTIFIER(15, "{repository_id}"),
    SOURCE_REPOSITORY_OWNER_URI(16, "https://github.com/{repository_owner}"),
    SOURCE_REPOSITORY_OWNER_IDENTIFIER(17, "{repository_owner_id}"),
    BUILD_CONFIG_URI(18, "https://github.com/{workflow_ref}"),
    BUILD_CONFIG_DIGEST(19, "{workflow_sha}"),
    BUILD_TRIGGER(20, "{event_name}"),
    RUN_INVOCATION_URI(21, "https://github.com/{repository}/actions/runs/{run_id}/attempts/{run_attempt}"),
    SOURCE_REPOSITORY_VISIBILITY(22, "{repository_visibility}"),
    DEPLOYMENT_ENVIRONMENT(23, "{environment}"),
    TOKEN_SUBJECT(24, "{sub}");

    private static final int LAST_RAW = 6;
    private static final ASN1ObjectIdentifier ARC = new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1");

    private final int number;
    private final String template;

    FulcioExtension(int number, String template) {
        this.number = number;
        this.template = template;
    }

    public String oid() {
        return ARC.branch(Integer.toString(number)).getId();
    }

    /// What these claims make of this extension.
    Optional<String> valueFrom(Map<String, String> claims) {
        return fill(template, claims);
    }

    static Optional<String> fill(String template, Map<String, String> claims) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int close = template.indexOf('}', open);
            String value = claims.getOrDefault(template.substring(open + 1, close), "");
            if (value.isEmpty()) {
                return Optional.empty();
            }
            filled.append(template, from, open).append(value);
            from = close + 1;
        }
        return Optional.of(filled.append(template.substring(from)).toString());
    }

    /// The first six are the bare text; their successors are DER strings, as later numbers were defined.
    Extension encode(String value) throws IOException {
        byte[] content = number <= LAST_RAW
                ? value.getBytes(StandardCharsets.UTF_8)
                : new DERUTF8String(value).getEncoded();
        return new Extension(ARC.branch(Integer.toString(number)), false, content);
    }
}
