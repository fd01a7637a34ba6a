package dev.hallmark.verifier.verification;

import static dev.hallmark.contract.RejectionCode.TRUST_ROOT_NOT_CONFIGURED;

import dev.hallmark.verifier.refusal.Checked;
import dev.hallmark.verifier.sigstore.TrustRoot;
import java.util.List;
import java.util.Map;

/// Which trust root vouches for whom. An issuer has one root at most, so that nothing in an attestation can choose; one
/// private instance can't vouch for another's workflows.
public final class TrustRoots {

    private final Map<String, TrustRoot> byIssuer;

    private TrustRoots(Map<String, TrustRoot> byIssuer) {
        this.byIssuer = Map.copyOf(byIssuer);
    }

    /// @param byIssuer trust roots under the URLs of the issuers they may vouch for; at least one
    public static TrustRoots of(Map<String, TrustRoot> byIssuer) {
        if (byIssuer.isEmpty() || byIssuer.keySet().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("expected a trust root for at least one issuer: a verifier that can vouch for"
                    + " nobody refuses everybody");
        }
        return new TrustRoots(byIssuer);
    }

    Checked<TrustRoot> vouchingFor(String issuer) {
        TrustRoot root = byIssuer.get(issuer);
        if (root == null) {
            return Checked.refused(TRUST_ROOT_NOT_CONFIGURED, "a trust root that may vouch for " + issuer, "none");
        }
        return Checked.passed(root);
    }

    /// Each once.
    public List<TrustRoot> all() {
        return byIssuer.values().stream().distinct().toList();
    }
}
