package dev.hallmark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RejectionCodeTest {

    /// Every code that was ever published, in the order of publication. Append; never change or remove one.
    private static final String[] PUBLISHED = {
        "attestations-malformed",
        "attestations-empty",
        "attestations-too-many",
        "attestation-too-large",
        "predicate-type-repeated",
        "publisher-required",
        "statement-malformed",
        "subject-count",
        "subject-name-mismatch",
        "subject-digest-mismatch",
        "predicate-type-unsupported",
        "certificate-malformed",
        "identity-issuer-mismatch",
        "identity-repository-mismatch",
        "identity-workflow-mismatch",
        "trust-root-not-configured",
        "log-entry-malformed",
        "log-entry-count",
        "log-unknown",
        "signed-timestamp-invalid",
        "signing-time-outside-certificate",
        "certificate-chain-untrusted",
        "certificate-usage",
        "sct-invalid",
        "checkpoint-invalid",
        "inclusion-proof-invalid",
        "signature-invalid",
        "log-entry-mismatch",
        "attestations-required",
        "predicate-type-required",
        "identity-not-pinned",
        "identity-kind-unsupported",
        "identity-owner-mismatch",
        "identity-environment-mismatch",
        "identity-ref-mismatch",
        "identity-called-workflow-mismatch",
        "identity-email-mismatch",
        "repository-private",
        "index-mismatch",
        "statement-too-large",
        "certificate-too-large",
        "signing-time-missing",
        "timestamp-invalid",
    };

    @Test
    void keepsEveryCodeThatWasEverPublished() {
        assertThat(Arrays.stream(RejectionCode.values()).map(RejectionCode::code)).contains(PUBLISHED);
    }

    @Test
    void publishesEveryCode() {
        assertThat(PUBLISHED).contains(Arrays.stream(RejectionCode.values()).map(RejectionCode::code).toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void isAWordOfLowerCaseLettersAndHyphens(RejectionCode code) {
        assertThat(code.code()).matches("[a-z]+(-[a-z]+)*");
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsCode(RejectionCode code) {
        assertThat(RejectionCode.ofCode(code.code())).isSameAs(code);
    }

    @Test
    void refusesAnUnknownCode() {
        assertThatIllegalArgumentException().isThrownBy(() -> RejectionCode.ofCode("SIGNATURE_INVALID"));
    }
}
