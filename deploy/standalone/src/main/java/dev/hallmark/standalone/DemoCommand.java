package dev.hallmark.standalone;

import dev.hallmark.standalone.demo.Demo;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./hallmark demo`: publishes and installs an example release.
@Command(name = "demo", description = "Publishes a small release to the running index as CI would, and installs it.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", description = "The running index's folder (default: data in the checkout).")
    private @Nullable Path data;

    @Override
    public Integer call() throws Exception {
        Demo.run(DataOption.orDefault(data), System.out);
        return 0;
    }
}
