package dev.hallmark.provenance.states;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.Version;
import dev.hallmark.contract.event.ProvenanceChanged.Kind;
import dev.hallmark.provenance.testing.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingTest {

    private static final Publisher ELSEWHERE = new Publisher.GitHub(
            Publisher.GitHub.PUBLIC_ISSUER, Publisher.GitHub.PUBLIC_SERVER, "mallory", "66", "sample", "release.yml", null);
    private static final Publisher SAME_IN_AN_ENVIRONMENT = new Publisher.GitHub(
            Publisher.GitHub.PUBLIC_ISSUER, Publisher.GitHub.PUBLIC_SERVER, "Octo-Org", null, "sample", "release.yml", "pypi");
    private static final Publisher OTHER_WORKFLOW = new Publisher.GitHub(
            Publisher.GitHub.PUBLIC_ISSUER, Publisher.GitHub.PUBLIC_SERVER, "octo-org", "65", "sample", "other.yml", null);

    @Test
    void isNothingForTheFirstRelease() {
        assertThat(Finding.of(attested("1.0", Facts.PUBLISHER), Optional.empty(), Optional.empty())).isEmpty();
    }

    @Test
    void isNothingWhenTheSamePublisherAttests() {
        assertThat(against(attested("1.0", Facts.PUBLISHER), attested("2.0", Facts.PUBLISHER))).isEmpty();
    }

    @Test
    void isNothingWhenOnlyTheEnvironmentOrTheSpellingDiffers() {
        assertThat(against(attested("1.0", Facts.PUBLISHER), attested("2.0", SAME_IN_AN_ENVIRONMENT))).isEmpty();
    }

    @Test
    void isALossWhenTheReleaseBeforeWasAttestedInFull() {
        assertThat(against(attested("1.0", Facts.PUBLISHER), unattested("2.0"))).get()
                .extracting(Finding::kind, Finding::code, Finding::first)
                .containsExactly(Kind.LOST, "provenance-lost", true);
    }

    @Test
    void isNoLossWhenTheReleaseBeforeWasAttestedInPart() {
        Optional<ReleaseProvenance> before = release(attested("1.0", Facts.PUBLISHER), unattested("1.0"));
        assertThat(Finding.of(unattested("2.0"), Optional.empty(), before)).isEmpty();
    }

    @Test
    void isAChangeWhenTheRepositoryIsAnother() {
        assertThat(against(attested("1.0", Facts.PUBLISHER), attested("2.0", ELSEWHERE))).get()
                .extracting(Finding::kind, Finding::expected, Finding::actual)
                .containsExactly(
                        Kind.CHANGED,
                        "publish attestations of octo-org/sample release.yml as release 1.0 has",
                        "one of mallory/sample release.yml");
    }

    @Test
    void isAChangeWhenTheWorkflowIsAnother() {
        assertThat(against(attested("1.0", Facts.PUBLISHER), attested("2.0", OTHER_WORKFLOW))).get()
                .extracting(Finding::kind)
                .isEqualTo(Kind.CHANGED);
    }

    @Test
    void isAGainWhenNoReleaseBeforeWasAttested() {
        assertThat(against(unattested("1.0"), attested("2.0", Facts.PUBLISHER))).get()
                .extracting(Finding::kind)
                .isEqualTo(Kind.GAINED);
    }

    @Test
    void isToldOnceOfARelease() {
        Finding second = Finding.of(
                        unattested("2.0"), release(unattested("2.0")), release(attested("1.0", Facts.PUBLISHER)))
                .orElseThrow();
        assertThat(second.first()).isFalse();
    }

    private static Optional<Finding> against(FileProvenance before, FileProvenance file) {
        return Finding.of(file, Optional.empty(), release(before));
    }

    static Optional<ReleaseProvenance> release(FileProvenance... files) {
        return Optional.of(ReleaseProvenance.of(List.of(files)));
    }

    static FileProvenance attested(String version, @Nullable Publisher publisher) {
        return new FileProvenance(Version.parse(version).orThrow(), Instant.EPOCH, publisher, true, false);
    }

    static FileProvenance unattested(String version) {
        return new FileProvenance(Version.parse(version).orThrow(), Instant.EPOCH, null, false, false);
    }
}
