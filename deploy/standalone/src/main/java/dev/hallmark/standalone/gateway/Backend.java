package dev.hallmark.standalone.gateway;

/// The services behind the gateway.
public enum Backend {
    /// Tokens, uploads, management.
    UPLOAD_SERVICE("upload-service"),
    /// Everything that is read.
    PROVENANCE_STORE("provenance-store");

    private final String serviceName;

    Backend(String serviceName) {
        this.serviceName = serviceName;
    }

    /// Its name in messages.
    public String serviceName() {
        return serviceName;
    }
}
