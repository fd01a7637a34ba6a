package dev.hallmark.development;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// Runs the development authorities as a process: `Main --data DIR --port N [--issuer URL]`.
///
/// Prints one line when it is ready, and runs until it is told to stop by SIGTERM.
public final class Main {

    private static final Set<String> OPTIONS = Set.of("--data", "--port", "--issuer");
    private static final String USAGE = "usage: --data DIR --port N [--issuer URL]";

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Optional<Map<String, String>> options = parse(arguments);
        if (options.isEmpty()) {
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        // jose4j logs by SLF4J; this module brings no binding, which would clash with that of its users.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        try {
            run(options.get());
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("The development authorities could not start: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Map<String, String> options) throws IOException, InterruptedException {
        DevelopmentAuthorities authorities = DevelopmentAuthorities.start(
                Path.of(options.get("--data")),
                Integer.parseInt(options.get("--port")),
                Clock.systemUTC(),
                Optional.ofNullable(options.get("--issuer")));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            try {
                authorities.close();
            } catch (IOException e) {
                System.err.println("The development authorities could not stop cleanly: " + e.getMessage());
            }
            stopped.countDown();
        }));
        System.out.println("Development authorities ready at " + authorities.origin());
        stopped.await();
    }

    private static Optional<Map<String, String>> parse(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        boolean understood = arguments.length == 2 * options.size()
                && OPTIONS.containsAll(options.keySet())
                && options.containsKey("--data")
                && options.getOrDefault("--port", "").matches("[0-9]{1,5}");
        return understood ? Optional.of(options) : Optional.empty();
    }
}
