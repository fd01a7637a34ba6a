package dev.hallmark.standalone.postgres;

import com.sun.security.auth.module.UnixSystem;
import dev.hallmark.standalone.console.Refusal;
import dev.hallmark.standalone.folder.PrivateFile;
import dev.hallmark.standalone.folder.Secret;
import dev.hallmark.standalone.process.Child;
import dev.hallmark.standalone.process.ChildEnvironment;
import dev.hallmark.standalone.process.Component;
import dev.hallmark.standalone.process.Guard;
import dev.hallmark.standalone.process.LogFile;
import dev.hallmark.standalone.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The database server of a standalone index: `<data>/postgresql`.
///
/// The cluster is made in a draft folder that gets its name only when roles and databases are in it, so an interrupted
/// first start begins anew.
public final class Postgres {
    /// The component's name.
    public static final String NAME = "postgresql";
    private static final String ADMINISTRATOR = "hallmark";
    private static final Duration SETUP_LIMIT = Duration.ofSeconds(90);

    private final Path folder;
    private final Path log;
    private final int port;
    private final Secret administratorPassword;
    private final Map<String, Secret> databases;
    private final boolean root;

    /// A server.
    ///
    /// @param folder                where binaries and databases are
    /// @param log                   where set-up writes; the server itself writes to its component's log
    /// @param port                  loopback port
    /// @param administratorPassword the superuser's password
    /// @param databases             each database's name, which is its owner's name too, and the owner's password
    public Postgres(Path folder, Path log, int port, Secret administratorPassword, Map<String, Secret> databases) {
        this.folder = folder;
        this.log = log;
        this.port = port;
        this.administratorPassword = administratorPassword;
        this.databases = Map.copyOf(databases);
        this.root = new UnixSystem().getUid() == 0;
    }

    /// The server as a component.
    public Component component() throws IOException {
        PostgresBinaries binaries = PostgresBinaries.in(folder);
        List<String> command = new ArrayList<>(unprivileged());
        command.addAll(List.of(binaries.program("postgres"), "-D", cluster().toString()));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new Component(NAME, () -> prepare(binaries), child(command),
                new PostgresProbe(port, databases.keySet().stream().sorted().findFirst().orElse(ADMINISTRATOR)),
                Optional.empty());
    }

    private Child child(List<String> command) {
        return new Child(command, ChildEnvironment.inherited(), folder, StopSignal.INT, Duration.ofSeconds(15));
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("unix_socket_directories", ""),
                // Durability: an acknowledged upload survives a power cut.
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("full_page_writes", "on"),
                // Small: the whole index is to fit into 1.5 GiB.
                Map.entry("shared_buffers", "48MB"),
                Map.entry("max_connections", "60"),
                Map.entry("io_method", "sync"),
                Map.entry("max_wal_size", "256MB"),
                Map.entry("wal_level", "minimal"),
                Map.entry("max_wal_senders", "0"),
                Map.entry("jit", "off"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                // A refused statement may hold a value that is nobody's business; the service logs the refusal.
                Map.entry("log_min_error_statement", "panic"),
                Map.entry("log_parameter_max_length_on_error", "0"));
    }

    private Path cluster() {
        return folder.resolve("cluster");
    }

    private void prepare(PostgresBinaries binaries) throws IOException, InterruptedException {
        binaries.unpack();
        if (Files.isDirectory(cluster())) {
            return;
        }
        Path draft = folder.resolve("cluster.new");
        PostgresBinaries.delete(draft);
        initialise(binaries, draft);
        createDatabases(binaries, draft);
        Files.move(draft, cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void initialise(PostgresBinaries binaries, Path draft) throws IOException, InterruptedException {
        Path passwordFile = folder.resolve("password.tmp");
        PrivateFile.write(passwordFile, administratorPassword.reveal() + "\n");
        try {
            run(List.of(binaries.program("initdb"), "-D", draft.toString(), "-U", ADMINISTRATOR, "-A", "scram-sha-256",
                    "--pwfile=" + passwordFile, "--encoding=UTF8", "--locale=C"));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    /// Single-user mode: the server needs no port and no client for it, and reads one statement from each line.
    private void createDatabases(PostgresBinaries binaries, Path draft) throws IOException, InterruptedException {
        StringBuilder statements = new StringBuilder();
        databases.forEach((name, password) -> statements
                .append("CREATE ROLE ").append(name).append(" LOGIN PASSWORD '").append(password.reveal()).append("'\n")
                .append("CREATE DATABASE ").append(name).append(" OWNER ").append(name).append('\n')
                .append("REVOKE ALL ON DATABASE ").append(name).append(" FROM PUBLIC\n"));
        Path script = folder.resolve("databases.tmp");
        PrivateFile.write(script, statements.toString());
        try {
            run(List.of("/bin/sh", "-c", "input=$1; shift; exec \"$@\" <\"$input\"", "postgres", script.toString(),
                    binaries.program("postgres"), "--single", "-D", draft.toString(), "-c", "exit_on_error=on", "-c",
                    "log_min_error_statement=panic", "postgres"));
        } finally {
            Files.deleteIfExists(script);
        }
    }

    private void run(List<String> program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(unprivileged());
        command.addAll(program);
        if (Guard.run(child(command), folder.resolve("setup.pid"), log, SETUP_LIMIT) != 0) {
            throw refusal();
        }
    }

    private Refusal refusal() {
        String reason = new LogFile(log).lastWords();
        if (root && reason.contains("unshare")) {
            return new Refusal("PostgreSQL does not run as root, and user namespaces are forbidden here: run ./hallmark as"
                    + " an ordinary user (" + reason + ")");
        }
        return new Refusal("PostgreSQL could not be set up: " + reason + " (log: " + log + ")");
    }

    /// PostgreSQL refuses to run as root. In a user namespace without a mapping root is nobody, and still owns its files.
    private List<String> unprivileged() {
        return root ? List.of("unshare", "--user") : List.of();
    }
}
