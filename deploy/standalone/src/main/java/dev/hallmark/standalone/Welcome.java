package dev.hallmark.standalone;

import java.nio.file.Path;

/// What a newcomer reads when the index is ready.
final class Welcome {
    private Welcome() { }

    static String text(UpOptions options, Path data, Path authority) {
        return """

                Hallmark is ready. Ctrl-C stops it; the data stays in %1$s

                  http     %2$s/simple/
                  https    %3$s/simple/
                  CA file  %4$s

                Next, in another terminal:

                  ./hallmark demo --data '%1$s'

                  pip install --index-url %2$s/simple/ hallmark-demo
                  SSL_CERT_FILE='%4$s' uv pip install --default-index %3$s/simple/ hallmark-demo

                  . '%1$s/connection.env'
                  curl --cacert "$HALLMARK_CA_FILE" -H "Authorization: Bearer $HALLMARK_ADMIN_TOKEN" \\
                    -H 'Content-Type: application/json' -d '{"name":"my-project"}' "$HALLMARK_TLS_URL/manage/projects"
                """.formatted(data, options.url(), options.publicUrl(), authority);
    }
}
