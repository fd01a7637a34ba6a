package dev.hallmark.provenance.urls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.event.CoreMetadata.ProjectUrl;
import dev.hallmark.contract.event.StagedFile;
import dev.hallmark.contract.event.VerifiedAttestation;
import dev.hallmark.provenance.testing.Facts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UrlDecisionTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:08Z");
    private static final ProjectUrl SOURCE = new ProjectUrl("Source", "https://github.com/octo-org/sample");
    private static final ProjectUrl EVIL = new ProjectUrl("Source", "https://evil.example/");
    private static final List<UrlDecision.Proof> PUBLISH =
            List.of(new UrlDecision.Proof(VerifiedAttestation.PUBLISH_V1, Facts.digest("log"), 1, NOW));
    private static final List<UrlDecision.Proof> BUILD =
            List.of(new UrlDecision.Proof(VerifiedAttestation.SLSA_PROVENANCE_V1, Facts.digest("log"), 1, NOW));

    @Test
    void isRaisedByALaterFileThatProvesTheSameUrlUnderTheSameLabel() {
        UrlDecision raised = byToken(SOURCE).raisedBy(byPublisher(SOURCE), PUBLISH);
        assertThat(raised.urls()).extracting(UrlDecision.Url::verified).containsExactly(true);
        assertThat(raised.provenBy(raised.urls().getFirst()).filename()).isEqualTo("sample-1.0-py3-none-any.whl");
        assertThat(raised.by().filename()).isEqualTo("sample-1.0.tar.gz");
    }

    /// A good URL of a later file says nothing about the first file's.
    @Test
    void isNotRaisedByAnotherUrlUnderTheSameLabel() {
        UrlDecision decision = byToken(EVIL);
        assertThat(decision.raisedBy(byPublisher(SOURCE), PUBLISH)).isEqualTo(decision);
    }

    @Test
    void isNotRaisedByTheSameUrlUnderAnotherLabel() {
        UrlDecision decision = byToken(SOURCE);
        assertThat(decision.raisedBy(byPublisher(new ProjectUrl("Homepage", SOURCE.url())), PUBLISH)).isEqualTo(decision);
    }

    @Test
    void isNotRaisedWithoutAPublishAttestation() {
        UrlDecision decision = byToken(SOURCE);
        assertThat(decision.raisedBy(byPublisher(SOURCE), BUILD)).isEqualTo(decision);
        assertThat(decision.raisedBy(byPublisher(SOURCE), List.of())).isEqualTo(decision);
    }

    @Test
    void isNotRaisedByAToken() {
        UrlDecision decision = byToken(SOURCE);
        StagedFile later = Facts.file("sample-1.0-py3-none-any.whl", 2, Facts.BY_TOKEN, Facts.metadata(SOURCE));
        assertThat(decision.raisedBy(later, PUBLISH)).isEqualTo(decision);
    }

    @Test
    void isNeverLowered() {
        UrlDecision decision = UrlDecision.by(
                Facts.file("sample-1.0.tar.gz", 1, Facts.BY_PUBLISHER, Facts.metadata(SOURCE)), PUBLISH, NOW);
        StagedFile later = Facts.file("sample-1.0-py3-none-any.whl", 2, Facts.BY_TOKEN, Facts.metadata(EVIL));
        assertThat(decision.raisedBy(later, List.of())).isEqualTo(decision);
        assertThat(decision.urls()).extracting(UrlDecision.Url::verified).containsExactly(true);
    }

    private static UrlDecision byToken(ProjectUrl url) {
        return UrlDecision.by(Facts.file("sample-1.0.tar.gz", 1, Facts.BY_TOKEN, Facts.metadata(url)), List.of(), NOW);
    }

    private static StagedFile byPublisher(ProjectUrl url) {
        return Facts.file("sample-1.0-py3-none-any.whl", 2, Facts.BY_PUBLISHER, Facts.metadata(url));
    }
}
