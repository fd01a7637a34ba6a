package dev.hallmark.standalone.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Command lines of child JVMs that start fast and stay small.
///
/// The first compiler only: it is ready at once, and the second one would cost more at the start than a single machine
/// gets back. A JVM that runs out of memory ends, so that it is started again instead of limping.
///
/// @param logs where a crashing JVM leaves its report
public record JavaCommand(Path logs) {
    /// A child with so many MiB of heap, running the given main class or `-jar` with its arguments.
    public List<String> of(String name, int heapMebibytes, List<String> properties, List<String> program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xms16m",
                "-Xmx" + heapMebibytes + "m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=" + logs.resolve(name + "-crash.log"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(properties);
        command.addAll(program);
        return List.copyOf(command);
    }
}
