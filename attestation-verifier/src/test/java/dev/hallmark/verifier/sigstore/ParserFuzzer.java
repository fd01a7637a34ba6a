package dev.hallmark.verifier.sigstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// What Jazzer runs, by its names: see `./hallmark fuzz`.
public final class ParserFuzzer {

    private static Parser parser = Parser.JSON;

    private ParserFuzzer() {}

    /// Called once.
    ///
    /// @param arguments the parser's name
    public static void fuzzerInitialize(String[] arguments) {
        parser = of(arguments[0]);
    }

    /// Called for each input.
    public static void fuzzerTestOneInput(byte[] input) {
        parser.read(input);
    }

    /// Writes what is right into a directory, for the fuzzer to start from.
    ///
    /// @param arguments the parser's name and the directory; without them lists the names
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            Arrays.stream(Parser.values()).map(Parser::spelling).forEach(System.out::println);
            return;
        }
        Path directory = Files.createDirectories(Path.of(arguments[1]));
        List<byte[]> seeds = of(arguments[0]).seeds();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(directory.resolve("right-" + i), seeds.get(i));
        }
    }

    private static Parser of(String name) {
        return Arrays.stream(Parser.values())
                .filter(parser -> parser.spelling().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no parser '" + name + "'"));
    }
}
