package dev.hallmark.standalone;

import dev.hallmark.standalone.console.Console;
import dev.hallmark.standalone.console.Refusal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./hallmark up`: runs the index until it is stopped.
@Command(name = "up", description = "Runs the index in the foreground: PostgreSQL, Kafka, the three services, the gateway.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept (default: data in the checkout).")
    private @Nullable Path data;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "For http (default: 8080).")
    private int port;

    @Option(names = "--tls-port", paramLabel = "N", defaultValue = "8443", description = "For https (default: 8443).")
    private int tlsPort;

    @Option(names = "--listen", paramLabel = "ADDRESS",
            description = "Listen on this address, for other machines too (default: this machine only).")
    private @Nullable String listen;

    @Option(names = "--without-local-authorities",
            description = "Run without the local OIDC issuer and the local Sigstore, which only demonstrations need.")
    private boolean withoutLocalAuthorities;

    @Override
    public Integer call() throws Exception {
        requirePort("--port", port);
        requirePort("--tls-port", tlsPort);
        UpOptions options = new UpOptions(DataOption.orDefault(data), port, tlsPort, Optional.ofNullable(listen),
                !withoutLocalAuthorities);
        Console console = new Console(System.out, Clock.systemUTC());
        Up up = Up.open(options, console, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(up, console), "stop"));
        up.start();
        CountDownLatch never = new CountDownLatch(1);
        while (!never.await(1, TimeUnit.DAYS)) {
            up.renewCertificate();
        }
        return 0;
    }

    /// Every end passes here: Ctrl-C, SIGTERM, and a start that failed.
    private static void stop(Up up, Console console) {
        try {
            up.stop();
        } catch (Exception unclean) {
            console.say("did not stop cleanly: " + unclean.getMessage());
        }
    }

    private static void requirePort(String option, int value) {
        if (value < 1 || value > 65_535) {
            throw new Refusal(option + " is " + value + ", expected 1 to 65535");
        }
    }
}
