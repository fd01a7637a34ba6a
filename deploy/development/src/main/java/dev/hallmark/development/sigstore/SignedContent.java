package dev.hallmark.development.sigstore;

/// What a bundle says was signed, with the signature.
sealed interface SignedContent permits Envelope, MessageSignature {

    byte[] signedData();

    Bytes signature();
}
