package dev.hallmark.provenance.simple;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.contract.Version;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.stream.Collectors;

@Entity
@Table(name = "simple_block")
@IdClass(SimpleBlockRow.Key.class)
class SimpleBlockRow extends PanacheEntityBase {

    record Key(String project, String first) implements Serializable {}

    @Id
    String project;

    @Id
    String first;

    @Column(name = "first_version")
    String firstVersion;

    String filenames;

    String versions;

    byte[] json;

    byte[] html;

    String digest;

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected SimpleBlockRow() {}

    static SimpleBlockRow of(ProjectName project, SimpleBlock block) {
        SimpleBlockRow row = new SimpleBlockRow();
        row.project = project.normalized();
        row.first = block.first().filename();
        row.firstVersion = block.first().version().toString();
        row.filenames = String.join("\n", block.filenames());
        row.versions = block.versions().stream().map(Version::toString).collect(Collectors.joining("\n"));
        row.json = block.json().bytes();
        row.html = block.html().bytes();
        row.digest = block.digest().hex();
        return row;
    }
}
