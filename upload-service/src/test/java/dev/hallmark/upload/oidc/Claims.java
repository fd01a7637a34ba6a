package dev.hallmark.upload.oidc;

import dev.hallmark.contract.Parsed;
import dev.hallmark.contract.Publisher;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The verified claims of a token that is like another one but for some claims.
record Claims(Map<String, Object> all) {

    Claims {
        all = Map.copyOf(all);
    }

    Claims with(String name, Object value) {
        Map<String, Object> changed = new HashMap<>(all);
        changed.put(name, value);
        return new Claims(changed);
    }

    Claims without(String name) {
        Map<String, Object> changed = new HashMap<>(all);
        changed.remove(name);
        return new Claims(changed);
    }

    IdToken token() {
        return new IdToken("https://issuer.example", all, Instant.EPOCH, "digest");
    }

    /// Against a single registration, or against several of one project.
    static Matching.Outcome<Publisher> match(Parsed<? extends Job> job, Publisher... registered) {
        return Matching.match(job.<Job>map(it -> it).orThrow(), List.of(registered), publisher -> publisher);
    }

    static Matching.Outcome<Publisher> matched(Publisher... registered) {
        return new Matching.Outcome.Matched<>(List.of(registered));
    }

    static String whyNot(Parsed<? extends Job> job, Publisher registered) {
        return ((Matching.Outcome.Unmatched<Publisher>) match(job, registered)).why();
    }
}
