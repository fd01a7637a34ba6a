package dev.hallmark.standalone.services;

import dev.hallmark.standalone.console.Refusal;
import dev.hallmark.standalone.folder.PrivateFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// The properties file of one service: ours, and the operator's over it.
///
/// It ranks above environment variables, so that the operator's file can override anything that the launcher sets.
final class ServiceSettings {
    /// SmallRye Config: environment variables have 300, system properties 400.
    private static final String ORDINAL = "350";

    private ServiceSettings() { }

    /// Writes the file and returns its place.
    static Path write(Path folder, String service, Map<String, String> ours) throws IOException {
        Map<String, String> merged = new TreeMap<>(ours);
        merged.put("config_ordinal", ORDINAL);
        merged.putAll(operators(folder.resolve(service + ".local.properties")));
        Properties properties = new Properties();
        properties.putAll(merged);
        StringWriter text = new StringWriter();
        properties.store(text, "Written at every start; put your own settings into " + service + ".local.properties");
        Path file = folder.resolve(service + ".properties");
        PrivateFile.write(file, text.toString());
        return file;
    }

    private static Map<String, String> operators(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(file + " is not a properties file: " + malformed.getMessage());
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}
