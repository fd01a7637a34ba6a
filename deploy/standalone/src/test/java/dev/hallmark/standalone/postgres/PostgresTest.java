package dev.hallmark.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.standalone.console.Console;
import dev.hallmark.standalone.folder.Secret;
import dev.hallmark.standalone.process.Guard;
import dev.hallmark.standalone.process.Ports;
import dev.hallmark.standalone.process.Supervised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One server for all: unpacking and making a cluster takes seconds.
@Timeout(180)
class PostgresTest {
    @TempDir
    private Path folder;

    @Test
    void keepsRowsOverAKillAndARestartAndIsClosedToStrangers() throws Exception {
        int port = new Ports(new SecureRandom()).next();
        Supervised server = server(port);
        server.start();
        try {
            execute(port, "create table kept (word text)");
            execute(port, "insert into kept values ('hallmark')");
            assertThat(ask(port, "show fsync")).isEqualTo("on");
            assertThat(ask(port, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(port, "show server_version")).startsWith("18.");
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect(port, "upload", "wrong"))
                    .withMessageContaining("password authentication failed");
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect(port, "provenance", "upload-password"));
        } finally {
            ProcessHandle.of(Guard.readPid(folder.resolve("postgresql.pid")).orElseThrow()).orElseThrow().destroyForcibly();
            server.stop();
        }
        Supervised again = server(port);
        again.start();
        try {
            assertThat(ask(port, "select word from kept")).isEqualTo("hallmark");
        } finally {
            again.stop();
        }
        assertThat(folder.resolve("databases.tmp")).doesNotExist();
        assertThat(folder.resolve("password.tmp")).doesNotExist();
        assertThat(Files.readString(folder.resolve("postgresql.log"))).doesNotContain("upload-password");
    }

    private Supervised server(int port) throws IOException {
        Postgres postgres = new Postgres(folder, folder.resolve("postgresql.log"), port, new Secret("administrator-password"),
                Map.of("upload", new Secret("upload-password"), "provenance", new Secret("provenance-password")));
        return new Supervised(postgres.component(), folder, folder, new Console(System.out, Clock.systemUTC()),
                Clock.systemUTC());
    }

    private static void execute(int port, String sql) throws SQLException {
        try (Connection connection = connect(port, "upload", "upload-password"); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(int port, String sql) throws SQLException {
        try (Connection connection = connect(port, "upload", "upload-password");
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(int port, String user, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/upload", user, password);
    }
}
