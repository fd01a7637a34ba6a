package dev.hallmark.standalone.tls;

import dev.hallmark.standalone.console.Refusal;
import dev.hallmark.standalone.folder.PrivateFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.TreeSet;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The folder `<data>/tls`: `ca.pem` (give this to clients), `server.pem`, and the keys, which only the owner can read.
///
/// The authority is made once and kept, so clients need its file once. The server's certificate is made again when it
/// ends soon or when the machine's names are other than those in it.
public final class Certificates {
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    private static final Duration SERVER_LIFE = Duration.ofDays(397);
    private static final Duration RENEW_BEFORE = Duration.ofDays(60);
    /// For clients whose clock is a little behind.
    private static final Duration BACKDATED = Duration.ofHours(1);

    private final Path folder;
    private final List<String> hostNames;
    private final Clock clock;
    private final SecureRandom random;

    /// Certificates in the folder, for the given DNS names beside `localhost` and the loopback addresses.
    public Certificates(Path folder, List<String> hostNames, Clock clock, SecureRandom random) {
        this.folder = folder;
        this.hostNames = List.copyOf(hostNames);
        this.clock = clock;
        this.random = random;
    }

    /// The certificate that clients are to trust.
    public Path authority() {
        return folder.resolve("ca.pem");
    }

    /// The server's certificate, followed by the authority's.
    public Path server() {
        return folder.resolve("server.pem");
    }

    /// The server's key.
    public Path serverKey() {
        return folder.resolve("server.key");
    }

    private Path authorityKey() {
        return folder.resolve("ca.key");
    }

    /// Makes what is missing or ends soon; returns whether anything was made.
    public boolean renew() throws IOException {
        try {
            boolean newAuthority = !Files.exists(authority()) || !Files.exists(authorityKey())
                    || endsSoon(readCertificate(authority()));
            if (newAuthority) {
                makeAuthority();
            }
            if (!newAuthority && Files.exists(server()) && Files.exists(serverKey()) && isCurrent(readCertificate(server()))) {
                return false;
            }
            makeServer();
            return true;
        } catch (GeneralSecurityException | OperatorCreationException broken) {
            throw new IllegalStateException("cannot make certificates with this Java's cryptography", broken);
        }
    }

    private boolean endsSoon(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant().isBefore(clock.instant().plus(RENEW_BEFORE));
    }

    private boolean isCurrent(X509Certificate certificate) throws GeneralSecurityException {
        var names = certificate.getSubjectAlternativeNames();
        var present = new TreeSet<String>();
        if (names != null) {
            names.stream().filter(name -> Integer.valueOf(GeneralName.dNSName).equals(name.getFirst()))
                    .forEach(name -> present.add((String) name.get(1)));
        }
        return !endsSoon(certificate) && present.equals(new TreeSet<>(dnsNames()));
    }

    private List<String> dnsNames() {
        TreeSet<String> names = new TreeSet<>(hostNames);
        names.add("localhost");
        return List.copyOf(names);
    }

    private void makeAuthority() throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPair keys = newKeys();
        X500Name name = new X500Name("CN=Hallmark standalone CA " + serial().toString(36).substring(0, 8));
        X509v3CertificateBuilder builder = builder(name, name, keys, AUTHORITY_LIFE)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .addExtension(Extension.subjectKeyIdentifier, false,
                        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        X509CertificateHolder certificate = sign(builder, keys.getPrivate());
        PrivateFile.write(authorityKey(), keyPem(keys.getPrivate()));
        PrivateFile.write(authority(), pem(certificate));
    }

    private void makeServer() throws IOException, GeneralSecurityException, OperatorCreationException {
        X509Certificate authority = readCertificate(authority());
        KeyPair keys = newKeys();
        X509v3CertificateBuilder builder = builder(X500Name.getInstance(authority.getSubjectX500Principal().getEncoded()),
                new X500Name("CN=localhost"), keys, SERVER_LIFE)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(Extension.subjectAlternativeName, false, alternativeNames())
                .addExtension(Extension.subjectKeyIdentifier, false,
                        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()))
                .addExtension(Extension.authorityKeyIdentifier, false,
                        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority.getPublicKey()));
        X509CertificateHolder certificate = sign(builder, readKey(authorityKey()));
        PrivateFile.write(serverKey(), keyPem(keys.getPrivate()));
        PrivateFile.write(server(), pem(certificate) + Files.readString(authority()));
    }

    private GeneralNames alternativeNames() {
        List<GeneralName> names = new java.util.ArrayList<>();
        dnsNames().forEach(name -> names.add(new GeneralName(GeneralName.dNSName, name)));
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        names.add(new GeneralName(GeneralName.iPAddress, "::1"));
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair keys, Duration life) {
        Instant now = clock.instant();
        return new JcaX509v3CertificateBuilder(issuer, serial(), Date.from(now.minus(BACKDATED)), Date.from(now.plus(life)),
                subject, keys.getPublic());
    }

    private BigInteger serial() {
        return new BigInteger(127, random).setBit(126);
    }

    private KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static X509CertificateHolder sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws OperatorCreationException {
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key));
    }

    private static String pem(X509CertificateHolder certificate) throws IOException {
        return write(certificate);
    }

    /// PKCS #8, the one form that every TLS stack reads.
    private static String keyPem(PrivateKey key) throws IOException {
        try {
            return write(new JcaPKCS8Generator(key, null));
        } catch (org.bouncycastle.util.io.pem.PemGenerationException broken) {
            throw new IOException("cannot encode a key", broken);
        }
    }

    private static String write(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }

    private static X509Certificate readCertificate(Path file) throws IOException, GeneralSecurityException {
        if (read(file) instanceof X509CertificateHolder holder) {
            return new JcaX509CertificateConverter().getCertificate(holder);
        }
        throw new Refusal(file + " holds no certificate: delete it to have a new one made");
    }

    private static PrivateKey readKey(Path file) throws IOException {
        if (read(file) instanceof PrivateKeyInfo key) {
            return new JcaPEMKeyConverter().getPrivateKey(key);
        }
        throw new Refusal(file + " holds no key: delete it, and ca.pem beside it, to have a new authority made");
    }

    private static Object read(Path file) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file)))) {
            Object object = parser.readObject();
            return object == null ? "" : object;
        }
    }
}
