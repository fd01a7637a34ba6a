package dev.hallmark.upload.access;

import dev.hallmark.contract.ProjectName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// What people are to projects, as it is in the database at the moment of the request.
@ApplicationScoped
class RoleLookup {

    private final Pool pool;

    @Inject
    RoleLookup(Pool pool) {
        this.pool = pool;
    }

    /// Merely signed in for whoever is nothing to the project, and where there is no such project.
    Uni<Role> of(Caller.Person person, ProjectName project) {
        return pool.preparedQuery("""
                        select role from project_role join project on project.id = project_role.project_id
                        where person_id = $1 and project.name = $2
                        """)
                .execute(Tuple.of(person.id(), project.normalized()))
                .map(rows -> {
                    for (Row row : rows) {
                        return Role.valueOf(row.getString(0));
                    }
                    return Role.SIGNED_IN;
                });
    }
}
