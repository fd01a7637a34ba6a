package dev.hallmark.provenance.simple;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "simple_page")
class SimplePageRow extends PanacheEntityBase {

    @Id
    String project;

    long serial;

    String status;

    @Column(name = "status_reason")
    @Nullable String statusReason;

    String digest;

    String rendering;

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected SimplePageRow() {}

    static SimplePageRow of(String project) {
        SimplePageRow row = new SimplePageRow();
        row.project = project;
        return row;
    }

    void show(PageState state) {
        serial = state.serial();
        status = state.status().marker();
        statusReason = state.statusReason();
        digest = state.digest();
        rendering = state.rendering();
    }
}
