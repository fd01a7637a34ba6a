package dev.hallmark.upload.access;

import static dev.hallmark.upload.access.Role.ADMINISTRATOR;
import static dev.hallmark.upload.access.Role.MAINTAINER;
import static dev.hallmark.upload.access.Role.OWNER;
import static dev.hallmark.upload.access.Role.SIGNED_IN;
import static dev.hallmark.upload.access.Role.UPLOADER;

import java.util.EnumSet;
import java.util.Set;

/// What a route lets somebody do. One that only roles of a project have is about the project that the route names as
/// `{project}`.
public enum Permission {
    /// What everybody may see: it discloses nothing, or only to whoever knows a random id.
    READ,
    /// The ID token that is exchanged is the credential.
    EXCHANGE_ID_TOKEN,
    /// Knowing a token is enough to have it revoked.
    REPORT_LEAKED_TOKEN,
    /// The route itself identifies the uploader, because its answers have a form of their own.
    UPLOAD,
    /// The route itself identifies who submits. It only limits abuse: what counts is who signed.
    SUBMIT_ATTESTATIONS,

    /// For whoever is signed in and no administrator, only where the configuration says so.
    CREATE_PROJECT,
    /// Everybody sees their own, administrators all.
    LIST_PROJECTS,
    /// Everybody their own, administrators all.
    MANAGE_TOKENS,

    VIEW_PROJECT,
    /// To go, of one's own accord.
    LEAVE_PROJECT,

    MANAGE_ROLES,
    MANAGE_PUBLISHERS,
    MANAGE_POLICY,
    /// To yank, and to take it back.
    MANAGE_RELEASES,
    DELETE_FILES,
    CHANGE_STATUS,
    DECIDE_HOLDS,

    /// What concerns every project, or none.
    MANAGE_INDEX;

    /// Who has it.
    public Set<Role> roles() {
        return switch (this) {
            case READ, EXCHANGE_ID_TOKEN, REPORT_LEAKED_TOKEN -> EnumSet.allOf(Role.class);
            case UPLOAD -> EnumSet.of(UPLOADER);
            case SUBMIT_ATTESTATIONS -> EnumSet.of(UPLOADER, SIGNED_IN, MAINTAINER, OWNER, ADMINISTRATOR);
            case CREATE_PROJECT, LIST_PROJECTS, MANAGE_TOKENS -> EnumSet.of(SIGNED_IN, MAINTAINER, OWNER, ADMINISTRATOR);
            case VIEW_PROJECT, LEAVE_PROJECT -> EnumSet.of(MAINTAINER, OWNER, ADMINISTRATOR);
            case MANAGE_ROLES,
                    MANAGE_PUBLISHERS,
                    MANAGE_POLICY,
                    MANAGE_RELEASES,
                    DELETE_FILES,
                    CHANGE_STATUS,
                    DECIDE_HOLDS ->
                EnumSet.of(OWNER, ADMINISTRATOR);
            case MANAGE_INDEX -> EnumSet.of(ADMINISTRATOR);
        };
    }

    /// Whether the route, and not the filter, finds out who is calling.
    boolean isLeftToTheRoute() {
        return roles().contains(Role.NOBODY) || this == UPLOAD || this == SUBMIT_ATTESTATIONS;
    }
}
