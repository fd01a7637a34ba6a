package dev.hallmark.development.sigstore;

import dev.hallmark.development.files.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// The key by which an authority signs, with its certificate and the root above it.
record AuthorityChain(Purpose purpose, SigningKey key, Bytes certificate, SigningKey rootKey, Bytes root, Instant since) {

    private static final String ORGANIZATION = "hallmark development";
    private static final Duration LIFETIME = Duration.ofDays(3650);
    /// Lets tests log an entry before the certificate, inside of every other window.
    private static final Duration BACKDATING = Duration.ofDays(1);

    /// What the authority is for: it gives the names of its files and of its certificates.
    enum Purpose {
        CODE_SIGNING("ca-root", "ca-intermediate", "ca-chain", "development root", "development intermediate"),
        TIMESTAMPS("tsa-root", "tsa", "tsa-chain", "development timestamp root", "development timestamps");

        private final String rootFile;
        private final String file;
        private final String chainFile;
        private final String rootName;
        private final String name;

        Purpose(String rootFile, String file, String chainFile, String rootName, String name) {
            this.rootFile = rootFile;
            this.file = file;
            this.chainFile = chainFile;
            this.rootName = rootName;
            this.name = name;
        }

        X500Name distinguishedName() {
            return new X500Name("O=" + ORGANIZATION + ",CN=" + name);
        }

        private X500Name distinguishedRootName() {
            return new X500Name("O=" + ORGANIZATION + ",CN=" + rootName);
        }

        String organization() {
            return ORGANIZATION;
        }

        String commonName() {
            return rootName;
        }

        private List<Extension> extensions(SubjectPublicKeyInfo key, Bytes issuerKey) throws IOException {
            return switch (this) {
                case CODE_SIGNING -> CertificateExtensions.ofIntermediate(key, issuerKey);
                case TIMESTAMPS -> CertificateExtensions.ofTimestampAuthority(key, issuerKey, Knobs.none());
            };
        }
    }

    /// New keys, certified from a day before `now`.
    static AuthorityChain create(Purpose purpose, Instant now) {
        return create(
                purpose, SigningKey.generate(SigningKey.Curve.P384), SigningKey.generate(SigningKey.Curve.P384), now);
    }

    private static AuthorityChain create(Purpose purpose, SigningKey rootKey, SigningKey key, Instant now) {
        Instant since = now.minus(BACKDATING).truncatedTo(ChronoUnit.SECONDS);
        X500Name rootName = purpose.distinguishedRootName();
        try {
            SubjectPublicKeyInfo root = SubjectPublicKeyInfo.getInstance(rootKey.encodedPublicKey().toArray());
            Bytes rootCertificate = new CertificateDraft(root, rootName, rootName, since, since.plus(LIFETIME))
                    .sign(CertificateExtensions.ofRoot(root, rootKey.encodedPublicKey()), rootKey);
            SubjectPublicKeyInfo subject = SubjectPublicKeyInfo.getInstance(key.encodedPublicKey().toArray());
            Bytes certificate = certify(purpose, rootKey, since, subject, purpose.extensions(subject, rootKey.encodedPublicKey()));
            return new AuthorityChain(purpose, key, certificate, rootKey, rootCertificate, since);
        } catch (IOException e) {
            throw new IllegalStateException("a certificate can be encoded", e);
        }
    }

    private static Bytes certify(
            Purpose purpose, SigningKey rootKey, Instant since, SubjectPublicKeyInfo subject, List<Extension> extensions)
            throws IOException {
        return new CertificateDraft(
                        subject, purpose.distinguishedName(), purpose.distinguishedRootName(), since, since.plus(LIFETIME))
                .sign(extensions, rootKey);
    }

    /// Another chain with the same names, which no trust root knows.
    AuthorityChain impostor() {
        return create(purpose, since.plus(BACKDATING));
    }

    /// The same, with another certificate for the same key.
    AuthorityChain certified(List<Extension> extensions) throws IOException {
        SubjectPublicKeyInfo subject = SubjectPublicKeyInfo.getInstance(key.encodedPublicKey().toArray());
        return new AuthorityChain(purpose, key, certify(purpose, rootKey, since, subject, extensions), rootKey, root, since);
    }

    /// The chain whose keys and certificates are kept in `directory`.
    ///
    /// Keys are written before the certificates, and both certificates in one file, so that a crash in between leaves
    /// keys that the next start makes certificates for.
    static AuthorityChain open(Path directory, Purpose purpose, Instant now) throws IOException {
        SigningKey rootKey =
                SigningKey.loadOrCreate(directory.resolve(purpose.rootFile + ".pem"), SigningKey.Curve.P384);
        SigningKey key = SigningKey.loadOrCreate(directory.resolve(purpose.file + ".pem"), SigningKey.Curve.P384);
        Path chain = directory.resolve(purpose.chainFile + ".pem");
        if (!Files.exists(chain)) {
            AuthorityChain fresh = create(purpose, rootKey, key, now);
            SecretFile.write(chain, String.join("", fresh.pem()));
            return fresh;
        }
        List<Pem> blocks = Pem.parseAll(Files.readString(chain, StandardCharsets.US_ASCII));
        if (blocks.size() != 2 || !publicKeyOf(blocks.get(0)).equals(key.encodedPublicKey())) {
            throw new IOException("expected the certificate of " + purpose.file + ".pem and the root in " + chain);
        }
        return new AuthorityChain(
                purpose, key, blocks.get(0).content(), rootKey, blocks.get(1).content(), sinceOf(blocks.get(1)));
    }

    private static Bytes publicKeyOf(Pem certificate) throws IOException {
        return Bytes.of(parse(certificate).getSubjectPublicKeyInfo().getEncoded());
    }

    private static Instant sinceOf(Pem certificate) {
        return parse(certificate).getStartDate().getDate().toInstant();
    }

    private static Certificate parse(Pem certificate) {
        return Certificate.getInstance(certificate.content().toArray());
    }

    /// The key's certificate, then the root, as PEM.
    List<String> pem() {
        return List.of(Pem.certificate(certificate).text(), Pem.certificate(root).text());
    }
}
