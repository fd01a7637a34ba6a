package dev.hallmark.standalone.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {
    @ParameterizedTest
    @ValueSource(strings = {"/_/oidc/audience", "/_/oidc/mint-token", "/.well-known/pytp", "/legacy", "/legacy/", "/legacy/?a=b",
            "/manage/projects", "/uploads/1", "/attestations/a/1/a-1.tar.gz?attester=b", "/submissions/1"})
    void sendsUploadsAndManagementToUploadService(String target) {
        assertThat(Route.of("POST", target)).isEqualTo(new Route.To(Backend.UPLOAD_SERVICE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/simple/", "/simple/legacy/", "/integrity/a/1/a-1.tar.gz/provenance", "/files/ab/cd",
            "/legacyx", "/managed", "/uploads", "/attestations", "/submissionsx/1", "/simple/a/?q=/q/health"})
    void sendsEverythingElseToProvenanceStore(String target) {
        assertThat(Route.of("GET", target)).isEqualTo(new Route.To(Backend.PROVENANCE_STORE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q", "/q/health", "/q/metrics?x", "/%71/health", "/q%2fhealth", "/%71%2Fmetrics"})
    void hidesTheServicesOwnEndpointsInEverySpelling(String target) {
        assertThat(Route.of("GET", target)).isInstanceOfSatisfying(Route.Refused.class,
                refused -> assertThat(refused.status()).isEqualTo(404));
    }

    @ParameterizedTest
    @ValueSource(strings = {"//q/health", "/simple/../q/health", "/simple/%2e%2e/q/health", "/./q/health", "/x/..", "/a\\b",
            "/a%00b", "/a%", "/a%zz", "/a;b", "*", "http://elsewhere/q/health", "/%c3%28"})
    void refusesPathsThatTwoProgramsCouldReadDifferently(String target) {
        assertThat(Route.of("GET", target)).isInstanceOfSatisfying(Route.Refused.class,
                refused -> assertThat(refused.status()).isEqualTo(400));
    }

    @Test
    void refusesTrace() {
        assertThat(Route.of("TRACE", "/simple/")).isInstanceOfSatisfying(Route.Refused.class,
                refused -> assertThat(refused.status()).isEqualTo(405));
    }
}
