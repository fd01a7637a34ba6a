package dev.hallmark.standalone.services;

import dev.hallmark.standalone.console.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the built parts are: a checkout after `./mvnw package`.
///
/// @param home the checkout
public record Installation(Path home) {
    /// The installation that `./hallmark` names.
    public static Installation current() {
        String home = System.getProperty("hallmark.home");
        if (home == null) {
            throw new Refusal("hallmark.home is not set: start Hallmark with ./hallmark");
        }
        return new Installation(Path.of(home).toAbsolutePath().normalize());
    }

    /// The broker's class path folder.
    public Path kafkaLibraries() {
        return require(home.resolve("deploy/kafka/target/lib"));
    }

    /// The local authorities' class path folder: the launcher's own, which holds them too.
    public Path launcherLibraries() {
        return require(home.resolve("deploy/standalone/target/lib"));
    }

    /// The runnable jar of a service.
    public Path service(String name) {
        return require(home.resolve(name).resolve("target/quarkus-app/quarkus-run.jar"));
    }

    private static Path require(Path path) {
        if (!Files.exists(path)) {
            throw new Refusal(path + " is missing: run ./hallmark up, which builds it");
        }
        return path;
    }
}
