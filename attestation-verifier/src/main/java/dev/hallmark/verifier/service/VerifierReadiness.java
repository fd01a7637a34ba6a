package dev.hallmark.verifier.service;

import dev.hallmark.verifier.verification.Judge;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready means: warm, and Kafka takes verdicts.
@Readiness
@ApplicationScoped
class VerifierReadiness implements HealthCheck {

    private final WarmUp warmUp;
    private final OutcomeSender sender;

    VerifierReadiness(WarmUp warmUp, OutcomeSender sender) {
        this.warmUp = warmUp;
        this.sender = sender;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Verdicts can be reached and sent")
                .status(warmUp.isDone() && sender.isWorking())
                .withData("warm", warmUp.isDone())
                .withData("sending", sender.isWorking())
                .withData("policy", Judge.POLICY)
                .build();
    }
}
