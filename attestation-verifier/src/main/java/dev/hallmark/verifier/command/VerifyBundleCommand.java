package dev.hallmark.verifier.command;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Sha256;
import dev.hallmark.contract.event.Verdict;
import dev.hallmark.verifier.bundle.BundleVerifier;
import dev.hallmark.verifier.bundle.VerifiedBundle;
import dev.hallmark.verifier.encoding.Octets;
import dev.hallmark.verifier.policy.CertificateIdentity;
import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.sigstore.Cryptography;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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

/// `./hallmark verify-bundle`: whether a Sigstore bundle vouches for a file, in the protocol of Sigstore's conformance
/// suite.
@Command(
        name = "verify-bundle",
        description = "Verifies a Sigstore bundle for a file or its digest, signed by one identity.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:verified", "1:not verified, or something could not be read", "2:the command line is not understood"})
final class VerifyBundleCommand implements Callable<Integer> {

    private static final String DIGEST_START = "sha256:";

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Option(names = "--bundle", required = true, paramLabel = "FILE", description = "The Sigstore bundle.")
    @SuppressWarnings("NullAway.Init")
    private Path bundle;

    @Option(
            names = "--certificate-identity",
            paramLabel = "NAME",
            description = "The signer: the subject alternative name of the certificate, exactly.")
    private @Nullable String identity;

    @Option(
            names = "--certificate-oidc-issuer",
            paramLabel = "URL",
            description = "Who issued the signer's identity, exactly.")
    private @Nullable String issuer;

    @Option(names = "--key", hidden = true, description = "Refused: signatures by a key without a certificate.")
    private @Nullable Path key;

    @Option(names = "--staging", hidden = true, description = "Refused without a trusted root.")
    private boolean staging;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private TrustRootFile trustRoot;

    @Parameters(paramLabel = "FILE|sha256:DIGEST", description = "What was signed, or its SHA-256 digest in hexadecimal.")
    @SuppressWarnings("NullAway.Init")
    private String signed;

    @Override
    public Integer call() throws IOException {
        Optional<String> unsupported = unsupported();
        if (unsupported.isPresent()) {
            return refuse(unsupported.get());
        }
        if (identity == null || issuer == null || identity.isBlank() || issuer.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), "expected --certificate-identity and --certificate-oidc-issuer: a bundle by anybody proves nothing");
        }
        Sha256 digest = digest();
        Octets json = Octets.ofUtf8(InputFile.json(bundle));
        BundleVerifier verifier = new BundleVerifier(trustRoot.read(Cryptography.jdk()));
        return switch (verifier.verify(json, digest, new CertificateIdentity(identity, issuer))) {
            case Checked.Passed<VerifiedBundle>(VerifiedBundle verified) -> {
                spec.commandLine().getOut().print(Report.text(verified));
                spec.commandLine().getOut().flush();
                yield CommandLine.ExitCode.OK;
            }
            case Checked.Refused<VerifiedBundle>(Verdict.Rejected why) -> refuse(Report.text(why).strip());
        };
    }

    private Optional<String> unsupported() {
        if (key != null) {
            return Optional.of("signatures by a key without a certificate are not verified here, as they tell nobody's identity");
        }
        return staging && !trustRoot.isGiven()
                ? Optional.of("the staging Sigstore is trusted by nobody here: give its trust root with --trusted-root")
                : Optional.empty();
    }

    /// A digest, unless a file has that very name.
    private Sha256 digest() throws IOException {
        if (signed.startsWith(DIGEST_START)
                && !Files.exists(Path.of(signed))
                && Sha256.parse(signed.substring(DIGEST_START.length())) instanceof Parsed.Valid<Sha256>(Sha256 digest)) {
            return digest;
        }
        return InputFile.digest(Path.of(signed));
    }

    private int refuse(String why) {
        spec.commandLine().getErr().println("hallmark: " + why);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
