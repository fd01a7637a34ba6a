package dev.hallmark.endtoend;

import dev.hallmark.development.oidc.LocalIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one index that most of them share, the issuer whose keys it has pinned under GitHub's name, and the
/// Python clients. Tests keep out of each other's way by using projects of their own.
final class SharedIndex implements ParameterResolver, ExecutionCondition {

    private static final Namespace NAMESPACE = Namespace.create(SharedIndex.class);

    /// @param github stands for GitHub's issuer, which the index has a pinned key file for
    record World(Index index, LocalIssuer github) implements AutoCloseable {

        static World start() {
            try {
                LocalIssuer github = LocalIssuer.inMemory(LocalIssuer.GITHUB, Clock.systemUTC());
                Path keys = Files.createDirectories(Path.of("target/indexes")).resolve("github.jwks").toAbsolutePath();
                github.writePublicKeys(keys);
                Index index = Index.named("shared")
                        .withSettings("upload-service", "hallmark.issuers.github.keys-file=" + keys)
                        .start();
                return new World(index, github);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            index.close();
        }
    }

    /// Skips a test that wants Python clients where there are none.
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean wantsClients = context.getTestMethod()
                .map(test -> List.of(test.getParameterTypes()).contains(PythonClients.class))
                .orElse(false);
        if (wantsClients && PythonClients.outcome() instanceof PythonClients.Outcome.Missing(String why)) {
            return ConditionEvaluationResult.disabled("Python clients cannot be had: " + why);
        }
        return ConditionEvaluationResult.enabled("everything that it wants is there");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Index.class || type == LocalIssuer.class || type == PythonClients.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == PythonClients.class) {
            return switch (PythonClients.outcome()) {
                case PythonClients.Outcome.Made(PythonClients clients) -> clients;
                case PythonClients.Outcome.Missing(String why) -> throw new IllegalStateException(why);
            };
        }
        World world = context.getRoot().getStore(NAMESPACE).computeIfAbsent(World.class, _ -> World.start(), World.class);
        return type == Index.class ? world.index() : world.github();
    }
}
