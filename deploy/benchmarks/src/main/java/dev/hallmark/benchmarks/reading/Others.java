package dev.hallmark.benchmarks.reading;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The programs that we are compared with or measured by, as far as this machine has them.
final class Others {

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern FAILED = Pattern.compile("Non-2xx or 3xx responses: [0-9]+");

    private Others() {}

    static boolean has(String program) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// A server that ends with the block that uses it.
    record Server(Process process, URI page) implements AutoCloseable {
        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    /// nginx with one file, kept open, and nothing else to do.
    static Server nginx(Path directory, byte[] page, int port) throws IOException, InterruptedException {
        Path root = Files.createDirectories(directory.resolve("nginx"));
        Files.write(root.resolve("page"), page);
        Path settings = Files.writeString(root.resolve("nginx.conf"), """
                daemon off;
                worker_processes 2;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  sendfile on;
                  open_file_cache max=10;
                  keepalive_requests 100000000;
                  client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s; uwsgi_temp_path %1$s; scgi_temp_path %1$s;
                  types { }
                  default_type application/vnd.pypi.simple.v1+json;
                  server { listen 127.0.0.1:%2$d; root %1$s; add_header Cache-Control no-cache; }
                }
                """.formatted(root, port));
        // Its workers must be able to read what root wrote.
        Process chmod = new ProcessBuilder("chmod", "-R", "a+rX", directory.toString()).start();
        chmod.waitFor();
        return started(List.of("nginx", "-e", root.resolve("error.log").toString(), "-c", settings.toString()), directory, port, "/page");
    }

    /// pypiserver with so many files; empty where it can't be had.
    static Optional<Server> pypiserver(Path directory, int projects, int filesOfProject, int port)
            throws IOException, InterruptedException {
        Path environment = directory.resolve("pypiserver");
        if (!has("python3")
                || run(directory, "python3", "-m", "venv", environment.toString()) != 0
                || run(directory, environment.resolve("bin/pip").toString(), "install", "-q", "pypiserver", "watchdog") != 0) {
            return Optional.empty();
        }
        Path packages = Files.createDirectories(directory.resolve("packages"));
        for (int project = 1; project <= projects; project++) {
            for (int file = 1; file <= filesOfProject; file++) {
                Files.createFile(packages.resolve("bench_" + project + "-1." + file + "-py3-none-any.whl"));
            }
        }
        return Optional.of(started(
                List.of(environment.resolve("bin/pypi-server").toString(), "run", "-i", "127.0.0.1", "-p", Integer.toString(port),
                        "--disable-fallback", "--backend", "cached-dir", packages.toString()),
                directory, port, "/simple/bench-1/"));
    }

    /// @return requests a second
    static double wrk(URI page, int connections, int seconds, String... headers) throws IOException, InterruptedException {
        Path output = Files.createTempFile("wrk", ".txt");
        Stream<String> accept = Stream.concat(Stream.of("Accept: " + Reader.JSON), Stream.of(headers))
                .flatMap(header -> Stream.of("-H", header));
        List<String> command = Stream.concat(
                        Stream.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--timeout", "20s"),
                        Stream.concat(accept, Stream.of(page.toString())))
                .toList();
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        wrk.waitFor();
        String said = Files.readString(output);
        Files.delete(output);
        Matcher rate = RATE.matcher(said);
        if (!rate.find() || FAILED.matcher(said).find()) {
            throw new IllegalStateException("expected a rate, found " + said);
        }
        return Double.parseDouble(rate.group(1));
    }

    private static Server started(List<String> command, Path directory, int port, String path)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(port + ".log").toFile())
                .start();
        for (int i = 0; i < 300 && !listens(port); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return new Server(process, URI.create("http://127.0.0.1:" + port + path));
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static int run(Path directory, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("setup-others.log").toFile())
                .start()
                .waitFor();
    }
}
