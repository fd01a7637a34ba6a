package dev.hallmark.upload.access;

/// What somebody is to the project, or to the index, that a request is about.
public enum Role {
    /// Without credentials, or with ones that are no good.
    NOBODY,
    /// Holds a token that uploads.
    UPLOADER,
    /// Signed in, and nothing more.
    SIGNED_IN,
    /// Uploads to the project.
    MAINTAINER,
    /// Decides about the project.
    OWNER,
    /// Runs the index.
    ADMINISTRATOR
}
