package dev.hallmark.upload.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who sends the request that is being answered, for routes whose permission needs somebody.
@RequestScoped
public class CurrentCaller {

    private @Nullable Caller caller;
    private Role role = Role.NOBODY;

    /// Known to the filter; whether the route is called is another question.
    void identify(Caller identified, Role as) {
        caller = identified;
        role = as;
    }

    public Caller get() {
        return Objects.requireNonNull(caller, "the route needs a permission that somebody has to have");
    }

    public String name() {
        return get().name();
    }

    public boolean isAdministrator() {
        return role == Role.ADMINISTRATOR;
    }

    /// For the log.
    String describe() {
        return switch (caller) {
            case null -> "nobody";
            case Caller.Administrator _ -> "administrator";
            case Caller.Person person -> "person:" + person.id();
        };
    }
}
