package dev.hallmark.provenance.urls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReleaseOrderTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    @Test
    void findsTheFirstUploadWhenItIsPublished() {
        assertThat(ReleaseOrder.firstPublished(List.of(published(SECOND, 2), published(FIRST, 1)))).contains(FIRST);
    }

    @Test
    void waitsWhileAnEarlierUploadAwaitsItsVerdict() {
        assertThat(ReleaseOrder.firstPublished(List.of(published(SECOND, 2)))).isEmpty();
    }

    @Test
    void passesOverRefusedUploads() {
        assertThat(ReleaseOrder.firstPublished(List.of(published(SECOND, 2), refused(FIRST, 1)))).contains(SECOND);
    }

    @Test
    void waitsBehindARefusedUploadForTheNextOne() {
        assertThat(ReleaseOrder.firstPublished(List.of(refused(FIRST, 1), published(SECOND, 3)))).isEmpty();
    }

    @Test
    void findsNothingInNothing() {
        assertThat(ReleaseOrder.firstPublished(List.of())).isEmpty();
    }

    private static ReleaseOrder.Upload published(UUID id, long sequence) {
        return new ReleaseOrder.Upload(id, sequence, true);
    }

    private static ReleaseOrder.Upload refused(UUID id, long sequence) {
        return new ReleaseOrder.Upload(id, sequence, false);
    }
}
