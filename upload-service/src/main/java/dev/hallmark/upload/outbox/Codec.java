package dev.hallmark.upload.outbox;

import dev.hallmark.contract.event.EventCodec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// The one codec of this service.
final class Codec {

    @Produces
    @Singleton
    EventCodec codec() {
        return new EventCodec();
    }
}
