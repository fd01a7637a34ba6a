package dev.hallmark.upload.publishers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.contract.ProjectName;
import dev.hallmark.upload.projects.Project;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;

/// A registration as it is shown: its scope, who made it, and the publisher's own members.
final class PublisherAnswer {

    private PublisherAnswer() {}

    static Response created(Scope scope, RegisteredPublisher registered) {
        return Response.status(Response.Status.CREATED).entity(of(scope, registered)).build();
    }

    static Response changed(Scope scope, RegisteredPublisher registered) {
        return Response.ok(of(scope, registered)).build();
    }

    static Response all(List<ObjectNode> answers) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putArray("publishers").addAll(answers);
        return Response.ok(list).build();
    }

    static ObjectNode of(Scope scope, RegisteredPublisher registered) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("id", registered.id.toString());
        switch (scope) {
            case Scope.OneProject(Project project) -> answer.put("projectName", project.name().normalized());
            case Scope.AllOf(Organization organization) -> answer.put("organizationName", organization.name);
            case Scope.ToCome(ProjectName project, _, _, Instant expiresAt) ->
                answer.put("projectName", project.normalized()).put("expiresAt", expiresAt.toString());
        }
        answer.setAll(Registrations.shown(registered.publisher()));
        return answer.put("createdAt", registered.createdAt.toString()).put("createdBy", registered.createdBy);
    }
}
