package dev.hallmark.verifier.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.contract.event.VerifiedAttestation.CertificateFacts;
import dev.hallmark.contract.event.VerifiedAttestation.LogEntry;
import dev.hallmark.contract.event.VerifiedAttestation.TrustRoot;
import dev.hallmark.verifier.bundle.VerifiedBundle;
import dev.hallmark.verifier.command.Finding.Outcome;
import dev.hallmark.verifier.refusal.Quoted;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Findings as lines for people, or as one JSON object for programs.
final class Report {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Report() {}

    static String text(Findings findings) {
        String head = (findings.verified() ? "verified" : "NOT verified") + ": " + plain(findings.filename()) + " by "
                + plain(findings.publisher().description()) + "\n  sha256 " + findings.sha256().hex() + "\n";
        return findings.all().isEmpty()
                ? head + "  no attestations\n"
                : head + findings.all().stream().map(Report::text).collect(Collectors.joining());
    }

    private static String text(Finding finding) {
        String place = "\nattestation " + finding.place().bundle() + "." + finding.place().number() + ": ";
        return place + switch (finding.outcome()) {
            case Outcome.Verified(VerifiedAttestation attestation) -> text(attestation);
            case Outcome.Refused(Verdict.Rejected why) -> "refused\n" + text(why);
            case Outcome.ByAnother(Verdict.Rejected why) -> "by somebody else, not considered\n" + text(why);
        };
    }

    static String text(VerifiedBundle bundle) {
        return "verified, " + bundle.predicateType().map(Report::plain).orElse("the file itself") + "\n"
                + facts(bundle.certificate(), bundle.logEntry(), bundle.signedAt(), bundle.trustRoot());
    }

    static String text(Verdict.Rejected why) {
        return "  " + why.code().code() + ": expected " + why.expected() + ", found " + why.actual() + "\n";
    }

    private static String text(VerifiedAttestation attestation) {
        return "verified, " + plain(attestation.predicateType()) + "\n"
                + facts(attestation.certificate(), attestation.logEntry(), attestation.signedAt(), attestation.trustRoot());
    }

    private static String facts(CertificateFacts certificate, LogEntry entry, Instant signedAt, TrustRoot root) {
        return line("who", certificate.subjectAlternativeName() + " by " + certificate.issuer())
                + line("where", where(certificate))
                + line("when", signedAt.toString())
                + line("log", "entry " + entry.logIndex() + " (" + entry.kind() + " " + entry.version() + ") of log "
                        + entry.logId().hex())
                + line("root", root.name() + " (sha256 " + root.sha256().hex() + ")");
    }

    private static String where(CertificateFacts certificate) {
        String where = Stream.of(
                        prefixed("", certificate.sourceRepositoryUri()),
                        prefixed("at ", certificate.sourceRepositoryRef()),
                        prefixed("commit ", certificate.sourceRepositoryDigest()),
                        prefixed("run ", certificate.runInvocationUri()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return where.isEmpty() ? "not told" : where;
    }

    private static @Nullable String prefixed(String prefix, @Nullable String fact) {
        return fact == null ? null : prefix + fact;
    }

    private static String line(String name, String fact) {
        return "  %-5s ".formatted(name) + plain(fact) + "\n";
    }

    /// Control characters of others never reach a terminal.
    private static String plain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~') ? text : Quoted.of(text);
    }

    static String json(Findings findings) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("verified", findings.verified())
                .put("file", findings.filename())
                .put("sha256", findings.sha256().hex());
        json.set("publisher", MAPPER.valueToTree(findings.publisher()));
        ArrayNode attestations = json.putArray("attestations");
        findings.all().forEach(finding -> attestations.add(json(finding)));
        return json.toPrettyString() + "\n";
    }

    private static ObjectNode json(Finding finding) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("bundle", finding.place().bundle())
                .put("number", finding.place().number());
        switch (finding.outcome()) {
            case Outcome.Verified(VerifiedAttestation attestation) -> put(attestation, json.put("verdict", "verified"));
            case Outcome.Refused(Verdict.Rejected why) -> put(why, json.put("verdict", "refused"));
            case Outcome.ByAnother(Verdict.Rejected why) -> put(why, json.put("verdict", "by-another"));
        }
        return json;
    }

    private static void put(Verdict.Rejected why, ObjectNode json) {
        json.put("code", why.code().code()).put("expected", why.expected()).put("actual", why.actual());
    }

    private static void put(VerifiedAttestation attestation, ObjectNode json) {
        json.put("predicateType", attestation.predicateType());
        json.set("certificate", MAPPER.valueToTree(attestation.certificate()));
        json.set("logEntry", MAPPER.valueToTree(attestation.logEntry()));
        json.put("signedAt", attestation.signedAt().toString());
        json.set("trustRoot", MAPPER.valueToTree(attestation.trustRoot()));
    }
}
