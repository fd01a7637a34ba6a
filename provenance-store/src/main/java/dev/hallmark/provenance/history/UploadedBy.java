package dev.hallmark.provenance.history;

import dev.hallmark.contract.Publisher;
import dev.hallmark.contract.event.Uploader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who uploaded a file, as far as everybody may know.
///
/// @param with `trusted-publisher` or `api-token`; a token's own name and id are its owner's business
/// @param publisher by value; null for an API token
/// @param claims what the job's ID token said of where the file was built
public record UploadedBy(String with, @Nullable Publisher publisher, Map<String, String> claims) {

    /// The claims that name the build; others, such as who triggered it, are not for everybody.
    private static final List<String> PUBLIC_CLAIMS = List.of("ref", "sha", "run_id", "run_attempt");

    public UploadedBy {
        claims = Map.copyOf(claims);
    }

    public static UploadedBy of(Uploader uploader) {
        return switch (uploader) {
            case Uploader.TrustedPublisher trusted ->
                new UploadedBy("trusted-publisher", trusted.publisher(), publicClaims(trusted.claims()));
            case Uploader.ApiToken _ -> new UploadedBy("api-token", null, Map.of());
        };
    }

    /// Of an ID token's claims those that are for everybody.
    public static Map<String, String> publicClaims(Map<String, String> claims) {
        Map<String, String> shown = new TreeMap<>(claims);
        shown.keySet().retainAll(PUBLIC_CLAIMS);
        return shown;
    }
}
