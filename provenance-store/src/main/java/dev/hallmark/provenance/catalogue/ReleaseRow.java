package dev.hallmark.provenance.catalogue;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "release")
@IdClass(ReleaseRow.Key.class)
class ReleaseRow extends PanacheEntityBase {

    /// @param version canonical
    record Key(String project, String version) implements Serializable {
        static Key of(ProjectName project, Version version) {
            return new Key(project.normalized(), version.canonical());
        }
    }

    @Id
    String project;

    @Id
    String version;

    String spelling;

    @Nullable String urls;

    boolean yanked;

    @Column(name = "yank_reason")
    @Nullable String yankReason;

    @Nullable Yank yank() {
        return yanked ? new Yank(yankReason) : null;
    }

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected ReleaseRow() {}
}
