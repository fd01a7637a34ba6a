package dev.hallmark.provenance.feeds;

import dev.hallmark.contract.ProjectName;
import dev.hallmark.provenance.catalogue.Recorded;
import dev.hallmark.provenance.history.History;
import dev.hallmark.provenance.history.HistoryEntry;
import dev.hallmark.provenance.http.PathSegment;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes a feed (RFC 4287).
final class AtomFeed {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final String publicUrl;
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private AtomFeed(String publicUrl) throws XMLStreamException {
        this.publicUrl = publicUrl;
        this.xml = FACTORY.createXMLStreamWriter(text);
    }

    /// @param path where the feed itself is
    /// @param entries newest first
    static String of(String publicUrl, String path, String title, List<History.Recalled> entries) {
        try {
            return new AtomFeed(publicUrl).write(path, title, entries);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text can always be written", e);
        }
    }

    private String write(String path, String title, List<History.Recalled> entries) throws XMLStreamException {
        xml.writeStartDocument("utf-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
        element("id", publicUrl + path);
        element("title", title);
        element("updated", entries.isEmpty() ? Instant.EPOCH.toString() : entries.getFirst().at().toString());
        link("self", publicUrl + path);
        xml.writeStartElement("author");
        element("name", publicUrl);
        xml.writeEndElement();
        for (History.Recalled entry : entries) {
            Optional<Headline> headline = Headline.of(Recorded.read(entry.json(), HistoryEntry.class));
            if (headline.isPresent()) {
                entry(entry, headline.get());
            }
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
        return text.toString();
    }

    private void entry(History.Recalled entry, Headline headline) throws XMLStreamException {
        ProjectName project = entry.project();
        String address = publicUrl + "/history/" + PathSegment.of(project.normalized()) + "?before=" + (entry.id() + 1);
        xml.writeStartElement("entry");
        element("id", address);
        element("title", project + " " + headline.title());
        element("updated", entry.at().toString());
        link("alternate", address);
        element("content", headline.text());
        xml.writeEndElement();
    }

    private void link(String relation, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", address);
    }

    private void element(String name, String content) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(legal(content));
        xml.writeEndElement();
    }

    /// XML 1.0 has no control characters, surrogates or non-characters, not even escaped.
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD)
                                || c >= 0x10000
                        ? c
                        : 0xFFFD)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }
}
