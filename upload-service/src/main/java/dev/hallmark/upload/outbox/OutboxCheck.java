package dev.hallmark.upload.outbox;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Says how far the outbox is behind. It never makes the service unready: while Kafka is away uploads are staged and
/// told of later, which is better than refusing them.
@Readiness
@Singleton
final class OutboxCheck implements HealthCheck {

    private final OutboxGauges gauges;

    @Inject
    OutboxCheck(OutboxGauges gauges) {
        this.gauges = gauges;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("outbox")
                .withData("unsent", gauges.unsent())
                .withData("oldestUnsentSeconds", gauges.oldestUnsentSeconds())
                .up()
                .build();
    }
}
