package dev.hallmark.benchmarks.verification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Measures every contestant in turn, several rounds, each time in a process of its own, and prints one table.
public final class VerificationComparison {

    private static final int ROUNDS = 2;
    private static final TimeValue ITERATION = TimeValue.seconds(3);

    private enum Contestant {
        LIMIT_COLD("signatures alone, cold (the limit)", SignaturesBenchmark.class, "cold"),
        COLD("Hallmark, cold", HallmarkBenchmark.class, "cold"),
        LIMIT_KNOWN("signatures alone, certificate known (the limit)", SignaturesBenchmark.class, "knownLeaf"),
        KNOWN("Hallmark, certificate known", HallmarkBenchmark.class, "knownLeaf"),
        SIGSTORE_JAVA("sigstore-java as shipped", SigstoreJavaBenchmark.class, "cold"),
        SIGSTORE_JAVA_FAST("sigstore-java with ACCP first", SigstoreJavaBenchmark.class, "cold",
                "-D" + SigstoreJavaBenchmark.FAST_PROVIDER + "=true");

        private final String description;
        private final Class<?> benchmark;
        private final String method;
        private final String[] jvmArguments;

        Contestant(String description, Class<?> benchmark, String method, String... jvmArguments) {
            this.description = description;
            this.benchmark = benchmark;
            this.method = method;
            this.jvmArguments = jvmArguments;
        }
    }

    private VerificationComparison() {}

    /// @param directory for what is generated
    public static void run(Path directory) throws IOException, InterruptedException, RunnerException {
        System.out.println("Signing the attestations ...");
        Input input = Input.prepare(directory.resolve("verification"));
        Map<Contestant, List<Rate>> measured = new EnumMap<>(Contestant.class);
        for (int round = 1; round <= ROUNDS; round++) {
            for (Contestant contestant : Contestant.values()) {
                Rate rate = measure(contestant, input);
                System.out.printf(Locale.ROOT, "round %d  %-50s %8.0f/s of processor time%n",
                        round, contestant.description, rate.perProcessorSecond());
                measured.computeIfAbsent(contestant, _ -> new ArrayList<>()).add(rate);
            }
        }
        print(measured, new PypiAttestations(directory.resolve("pypi-attestations")).measure(input));
    }

    private static Rate measure(Contestant contestant, Input input) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(contestant.benchmark.getName().replace(".", "\\.") + "\\." + contestant.method + "$")
                .forks(1)
                .threads(1)
                .warmupIterations(5)
                .warmupTime(ITERATION)
                .measurementIterations(3)
                .measurementTime(ITERATION)
                .addProfiler(ProcessorTime.class)
                .verbosity(VerboseMode.SILENT)
                .jvmArgs("-Xmx1g", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow", input.jvmArgument())
                .jvmArgsAppend(contestant.jvmArguments)
                .build();
        RunResult result = new Runner(options).runSingle();
        Result<?> processor = Objects.requireNonNull(result.getSecondaryResults().get(ProcessorTime.NAME));
        return new Rate(result.getPrimaryResult().getScore(), processor.getScore());
    }

    private static void print(Map<Contestant, List<Rate>> measured, Optional<PypiAttestations.Rates> python) {
        System.out.println();
        System.out.println("Verified attestations, one thread, median of " + ROUNDS + " rounds");
        System.out.printf("%-50s %10s %18s%n", "", "a second", "a CPU second");
        measured.forEach((contestant, rates) -> print(contestant.description, Rate.median(rates)));
        python.ifPresent(rates -> {
            print("pypi-attestations (Python) as shipped, offline", rates.asShipped());
            print("pypi-attestations (Python), verifier prepared", rates.prepared());
        });
        Function<Contestant, Rate> of = contestant -> Rate.median(measured.getOrDefault(contestant, List.of()));
        Rate cold = of.apply(Contestant.COLD);
        System.out.println();
        System.out.println("In processor time, Hallmark reaches");
        print(100 * cold.times(of.apply(Contestant.LIMIT_COLD)), "% of the limit, cold");
        print(100 * of.apply(Contestant.KNOWN).times(of.apply(Contestant.LIMIT_KNOWN)), "% of the limit, certificate known");
        print(cold.times(of.apply(Contestant.SIGSTORE_JAVA)), "times sigstore-java as shipped, cold");
        print(cold.times(of.apply(Contestant.SIGSTORE_JAVA_FAST)), "times sigstore-java with ACCP first, cold");
        python.ifPresent(rates -> {
            print(cold.times(rates.asShipped()), "times pypi-attestations as shipped, offline, cold");
            print(cold.times(rates.prepared()), "times pypi-attestations with its verifier prepared, cold");
        });
    }

    private static void print(double ratio, String of) {
        System.out.printf(Locale.ROOT, "  %6.1f %s%n", ratio, of);
    }

    private static void print(String description, Rate rate) {
        System.out.printf(Locale.ROOT, "%-50s %10.0f %18.0f%n", description, rate.perSecond(), rate.perProcessorSecond());
    }
}
