package dev.hallmark.development.sigstore;

import dev.hallmark.development.oidc.Job;
import dev.hallmark.development.oidc.LocalIssuer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// Whom a certificate names: its subject alternative name, and the extensions that tell the origin of the build.
public record Identity(SubjectName subject, Map<FulcioExtension, String> extensions) {

    /// The subject alternative name: one of the two forms that Fulcio gives to people and to workflows.
    public sealed interface SubjectName {

        record Uri(String value) implements SubjectName {}

        record Email(String value) implements SubjectName {}
    }

    public Identity {
        Map<FulcioExtension, String> copy = new EnumMap<>(FulcioExtension.class);
        copy.putAll(extensions);
        extensions = Collections.unmodifiableMap(copy);
    }

    /// What Fulcio makes of the claims of a GitHub token.
    static Identity ofClaims(Map<String, String> claims) {
        Map<FulcioExtension, String> extensions = new EnumMap<>(FulcioExtension.class);
        for (FulcioExtension extension : FulcioExtension.values()) {
            extension.valueFrom(claims).ifPresent(value -> extensions.put(extension, value));
        }
        String workflow = FulcioExtension.fill("https://github.com/{job_workflow_ref}", claims)
                .orElseThrow(() -> new IllegalArgumentException("expected claim job_workflow_ref"));
        return new Identity(new SubjectName.Uri(workflow), extensions);
    }

    /// The identity of a job that has its tokens from `issuer`.
    public static Identity of(Job job, String issuer) {
        Map<String, String> claims = new HashMap<>(job.claims());
        claims.put("iss", issuer);
        return ofClaims(claims);
    }

    /// The identity of a job on GitHub itself.
    public static Identity of(Job job) {
        return of(job, LocalIssuer.GITHUB);
    }

    /// A person's identity: an e-mail address, and the two issuer extensions only.
    public static Identity ofPerson(String email, String issuer) {
        return new Identity(new SubjectName.Email(email),
                Map.of(FulcioExtension.ISSUER_V1, issuer, FulcioExtension.ISSUER, issuer));
    }

    public Identity withSubject(SubjectName other) {
        return new Identity(other, extensions);
    }

    public Identity with(FulcioExtension extension, String value) {
        Map<FulcioExtension, String> changed = new HashMap<>(extensions);
        changed.put(extension, value);
        return new Identity(subject, changed);
    }

    public Identity without(FulcioExtension extension) {
        Map<FulcioExtension, String> changed = new HashMap<>(extensions);
        changed.remove(extension);
        return new Identity(subject, changed);
    }

    public Identity withoutExtensions() {
        return new Identity(subject, Map.of());
    }
}
