package dev.hallmark.standalone.folder;

import dev.hallmark.standalone.console.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// `connection.env`: how other programs reach a running index. It exists only while the index is ready.
///
/// Lines `NAME=value` that a shell can source; a value with other than plain characters stands in single quotes.
///
/// @param values the names and values, in the order of the file
public record ConnectionEnv(Map<String, String> values) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,~-]*");

    /// Copies the values and keeps their order.
    public ConnectionEnv {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// The file in a data folder.
    public static Path in(Path dataFolder) {
        return dataFolder.resolve("connection.env");
    }

    /// Reads the file of a running index.
    ///
    /// @throws Refusal when no index is ready there
    public static ConnectionEnv read(Path dataFolder) {
        try {
            Map<String, String> values = new LinkedHashMap<>();
            for (String line : Files.readAllLines(in(dataFolder))) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    values.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
                }
            }
            return new ConnectionEnv(values);
        } catch (NoSuchFileException missing) {
            throw new Refusal("no index is ready in " + dataFolder + ": start ./hallmark up first (and give both the same"
                    + " --data)");
        } catch (IOException broken) {
            throw Refusal.because("connection.env cannot be read", broken);
        }
    }

    /// Writes the file, for its owner only.
    public void write(Path dataFolder) throws IOException {
        StringBuilder text = new StringBuilder("# How to reach the running index; the admin token is a secret.\n");
        values.forEach((name, value) -> text.append(name).append('=').append(quoted(value)).append('\n'));
        PrivateFile.write(in(dataFolder), text.toString());
    }

    /// A value that must be there.
    ///
    /// @throws Refusal when it is missing
    public String require(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new Refusal("connection.env has no " + name
                    + ": was the index started with --without-local-authorities, or by another version?");
        }
        return value;
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    private static String unquoted(String value) {
        return value.startsWith("'") ? value.substring(1, value.length() - 1).replace("'\\''", "'") : value;
    }

    @Override
    public String toString() {
        return "ConnectionEnv" + values.keySet();
    }
}
