package dev.hallmark.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.contract.RejectionCode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The examples are what golden files and schemas are tested with, so something that no example shows is not tested.
class ExamplesTest {

    private final Set<Class<?>> reachable = new HashSet<>();
    private final Set<Object> shown = new HashSet<>();
    private final Set<String> present = new HashSet<>();
    private final Set<String> absent = new HashSet<>();

    ExamplesTest() throws ReflectiveOperationException {
        reach(Event.class);
        for (Event event : Examples.all().values()) {
            show(event);
        }
    }

    @Test
    void showEveryEventAndEveryCase() {
        assertThat(shown.stream().<Class<?>>map(Object::getClass)).containsAll(records().toList());
    }

    /// Rejection codes are many, and listed one by one in their own test and in the schema.
    @Test
    void showEveryWordOfEveryEnum() {
        assertThat(shown)
                .containsAll(reachable.stream()
                        .filter(type -> type.isEnum() && type != RejectionCode.class)
                        .flatMap(type -> Stream.of(type.getEnumConstants()))
                        .toList());
    }

    @Test
    void showEveryOptionalMemberPresentAndAbsent() {
        List<String> optional = records()
                .flatMap(record -> Stream.of(record.getRecordComponents()))
                .filter(component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(ExamplesTest::nameOf)
                .toList();

        assertThat(present).containsAll(optional);
        assertThat(absent).containsAll(optional);
    }

    private Stream<Class<?>> records() {
        return reachable.stream().filter(Class::isRecord);
    }

    private static String nameOf(RecordComponent component) {
        return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    }

    private void reach(Type type) {
        if (type instanceof ParameterizedType generic) {
            Stream.of(generic.getActualTypeArguments()).forEach(this::reach);
        } else if (type instanceof Class<?> found && found.getName().startsWith("dev.hallmark.") && reachable.add(found)) {
            Stream.ofNullable(found.getPermittedSubclasses()).flatMap(Stream::of).forEach(this::reach);
            Stream.ofNullable(found.getRecordComponents())
                    .flatMap(Stream::of)
                    .map(RecordComponent::getGenericType)
                    .forEach(this::reach);
        }
    }

    private void show(Object value) throws ReflectiveOperationException {
        shown.add(value);
        if (value instanceof List<?> list) {
            for (Object element : list) {
                show(element);
            }
        }
        if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                Object member = component.getAccessor().invoke(value);
                (member == null ? absent : present).add(nameOf(component));
                if (member != null) {
                    show(member);
                }
            }
        }
    }
}
