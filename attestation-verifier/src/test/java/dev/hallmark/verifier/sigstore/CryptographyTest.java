package dev.hallmark.verifier.sigstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CryptographyTest {

    /// With the library of another platform first on the class path it would silently not.
    @Test
    void takesTheNativeProviderOnLinux() {
        assumeTrue(System.getProperty("os.name").equals("Linux"));

        Cryptography cryptography = Cryptography.fastest();

        assertThat(cryptography.description()).as(cryptography.reason()).startsWith("AmazonCorrettoCryptoProvider");
    }

    @Test
    void installsNoProvider() {
        Cryptography.fastest();
        Cryptography.bouncyCastle();

        assertThat(Arrays.stream(Security.getProviders()).map(Provider::getName)).doesNotContain("AmazonCorrettoCryptoProvider");
    }
}
