package dev.hallmark.standalone.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A command and how it is asked to stop.
///
/// @param command     the command line
/// @param environment the whole environment: nothing is inherited
/// @param directory   the working directory
/// @param stopSignal  how it is asked to stop
/// @param grace       how long it may take to stop before it is killed
public record Child(
        List<String> command, Map<String, String> environment, Path directory, StopSignal stopSignal, Duration grace) {
    /// Copies what could be changed from outside.
    public Child {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
