package dev.hallmark.provenance.simple;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "simple_page")
class SimplePageRow extends PanacheEntityBase {

    @Id
    String project;

    long serial;

    String rendering;

    byte[] html;

    @Column(name = "html_digest")
    String htmlDigest;

    byte[] json;

    @Column(name = "json_digest")
    String jsonDigest;

    /// For Hibernate, which sets every column right after.
    @SuppressWarnings("NullAway.Init")
    protected SimplePageRow() {}

    static SimplePageRow of(String project) {
        SimplePageRow row = new SimplePageRow();
        row.project = project;
        return row;
    }

    void show(RenderedPage page, String renderedWith) {
        serial = page.serial();
        rendering = renderedWith;
        html = page.html().bytes();
        htmlDigest = page.html().digest();
        json = page.json().bytes();
        jsonDigest = page.json().digest();
    }

    RenderedPage toPage() {
        return new RenderedPage(serial, new RenderedPage.Body(html, htmlDigest), new RenderedPage.Body(json, jsonDigest));
    }
}
