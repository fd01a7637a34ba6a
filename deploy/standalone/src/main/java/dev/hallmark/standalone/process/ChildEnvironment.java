package dev.hallmark.standalone.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What children get to see of the launcher's environment.
///
/// Only what describes the machine: a stray `QUARKUS_…`, `KAFKA_…`, `PG…` or `JAVA_TOOL_OPTIONS` of the caller would
/// change a part behind everybody's back. Settings are made in `<data>/settings/<service>.local.properties`.
public final class ChildEnvironment {
    private static final List<String> NAMES = List.of("PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "TZ", "LANG", "LC_ALL",
            "LD_LIBRARY_PATH");

    private ChildEnvironment() { }

    /// The inherited part.
    public static Map<String, String> inherited() {
        Map<String, String> environment = new HashMap<>();
        for (String name : NAMES) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        return Map.copyOf(environment);
    }

    /// The inherited part and settings of one part.
    public static Map<String, String> with(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(inherited());
        environment.putAll(settings);
        return Map.copyOf(environment);
    }
}
