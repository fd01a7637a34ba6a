package dev.hallmark.provenance.catalogue;

import org.jspecify.annotations.Nullable;

/// Installers ignore a yanked release unless they were asked for exactly this version (PEP 592).
///
/// @param reason for people; never blank, because some clients take an empty reason for "not yanked"
public record Yank(@Nullable String reason) {

    public Yank {
        reason = reason == null || reason.isBlank() ? null : reason;
    }
}
