package dev.hallmark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectStatusTest {

    @Test
    void hasTheMarkersOfTheSimpleApi() {
        assertThat(Arrays.stream(ProjectStatus.values()).map(ProjectStatus::marker))
                .containsExactly("active", "archived", "quarantined", "deprecated");
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsMarker(ProjectStatus status) {
        assertThat(ProjectStatus.ofMarker(status.marker())).contains(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ACTIVE", "Active", " active", "active\n", "retired"})
    void isNotFoundByAnythingElse(String marker) {
        assertThat(ProjectStatus.ofMarker(marker)).isEmpty();
    }
}
