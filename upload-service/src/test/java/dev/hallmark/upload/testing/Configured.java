package dev.hallmark.upload.testing;

import dev.hallmark.upload.settings.Settings;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/// Settings as an operator writes them.
public final class Configured {

    private Configured() {}

    /// What has to be there, and these.
    public static Settings with(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(Map.of(
                "hallmark.public-url", "https://index.example",
                "hallmark.admin-token", "an-administrators-token",
                "hallmark.blobs.directory", "blobs"));
        all.putAll(properties);
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(Settings.class)
                .withDefaultValues(all)
                .build()
                .getConfigMapping(Settings.class);
    }
}
