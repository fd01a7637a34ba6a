package dev.hallmark.standalone.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Command lines of child JVMs that start fast and stay small.
///
/// The class data archive halves the start: each JVM writes it at its first orderly end and maps it from then on. A JVM
/// that runs out of memory ends, so that it is started again instead of limping.
///
/// @param cache where class data archives are kept
/// @param logs  where a crashing JVM leaves its report
public record JavaCommand(Path cache, Path logs) {
    /// A child with so many MiB of heap, running the given main class or `-jar` with its arguments.
    public List<String> of(String name, int heapMebibytes, List<String> properties, List<String> program) {
        List<String> archive = List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + cache.resolve(name + ".jsa"),
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-Xshare:auto");
        return command(name, heapMebibytes, Stream.of(archive, properties, program).flatMap(List::stream).toList());
    }

    /// A child that does one small thing and ends.
    public List<String> tool(String name, int heapMebibytes, List<String> properties, List<String> program) {
        return command(name, heapMebibytes, Stream.of(properties, program).flatMap(List::stream).toList());
    }

    private List<String> command(String name, int heapMebibytes, List<String> rest) {
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
        command.addAll(rest);
        return List.copyOf(command);
    }
}
