package dev.hallmark.verifier.command;

import dev.hallmark.contract.DistributionFilename;
import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.Sha256;
import dev.hallmark.verifier.attestation.AttestationLimits;
import dev.hallmark.verifier.refusal.Malformed;
import dev.hallmark.verifier.sigstore.AcceptedEvidence;
import dev.hallmark.verifier.sigstore.Cryptography;
import dev.hallmark.verifier.verification.Judge;
import dev.hallmark.verifier.verification.PredicateTypes;
import dev.hallmark.verifier.verification.TrustRoots;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./hallmark verify`: who made this distribution, where and when, or why that is not proven.
@Command(
        name = "verify",
        description = "Verifies that a distribution was made by a publisher, and tells who, where, when and in which log.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:at least one attestation is by the publisher, and none of the publisher's is refused",
            "1:not verified, or something could not be read",
            "2:the command line is not understood"
        })
final class VerifyCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A wheel or a source distribution, under its own name.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--provenance",
            required = true,
            paramLabel = "FILE|URL",
            description = "The provenance object that an index serves for the file.")
    @SuppressWarnings("NullAway.Init")
    private String provenance;

    @Option(
            names = "--publisher",
            required = true,
            paramLabel = "PUBLISHER",
            description = "github:owner/repository/workflow.yml, gitlab:group/project//file.yml, google:address or"
                    + " email:address.")
    @SuppressWarnings("NullAway.Init")
    private String publisher;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "The deployment environment that the job must have had.")
    private @Nullable String environment;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "Who issued the identity; needed with email:.")
    private @Nullable String issuer;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "A GitHub or GitLab host of one's own.")
    private @Nullable String server;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private TrustRootFile trustRoot;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Publisher named = orUsage(new PublisherName(publisher, issuer, server, environment).parse());
        ProvenanceSource source = orUsage(ProvenanceSource.parse(provenance));
        String filename = file.getFileName().toString();
        orUsage(DistributionFilename.parse(filename));
        Sha256 digest = InputFile.digest(file);
        Cryptography cryptography = Cryptography.jdk();
        TrustRoots roots = TrustRoots.of(Map.of(named.issuer(), trustRoot.read(cryptography)));
        Judge judge = new Judge(
                () -> roots, AcceptedEvidence.REKOR_V1_AND_V2, AttestationLimits.DEFAULT, PredicateTypes.DEFAULT);
        Findings findings = Findings.of(filename, digest, named, read(source), judge);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Report.json(findings) : Report.text(findings));
        out.flush();
        return findings.verified() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static Provenance read(ProvenanceSource source) throws IOException, InterruptedException {
        try {
            return Provenance.parse(source.read());
        } catch (Malformed malformed) {
            throw new IOException(malformed.getMessage(), malformed);
        }
    }

    private <T> T orUsage(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Valid<T>(T value) -> value;
            case Parsed.Invalid<T>(String why) -> throw new ParameterException(spec.commandLine(), why);
        };
    }
}
