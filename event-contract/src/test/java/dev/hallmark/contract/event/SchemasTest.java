package dev.hallmark.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {

    private static final String BASE = "https://hallmark.dev/schemas/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(
            VersionFlag.V202012, builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(BASE, "classpath:schemas/")));

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldenFiles")
    void describeTheGoldenFiles(String name, EventType type) throws IOException {
        assertThat(schema(type).validate(GoldenFilesTest.golden(name), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refuseAnEventWithoutMembers(EventType type) {
        assertThat(schema(type).validate("{}", InputFormat.JSON)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void meetTheirOwnMetaSchema(EventType type) throws IOException {
        JsonSchema metaSchema = schemas.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(metaSchema.validate(document(fileOf(type)))).isEmpty();
        assertThat(metaSchema.validate(document("values.v1.json"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void nameExactlyTheMembersOfTheRecordAndTheirTypes(EventType type) throws IOException {
        String file = fileOf(type);

        assertThat(differences(type.record(), file, document(file), type.record().getSimpleName())).isEmpty();
    }

    static Stream<Arguments> goldenFiles() {
        return Examples.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue().type()));
    }

    static String fileOf(EventType type) {
        return type.wireName() + ".v" + type.schemaVersion() + ".json";
    }

    private JsonSchema schema(EventType type) {
        return schemas.getSchema(
                SchemaLocation.of(BASE + fileOf(type)),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }

    private static JsonNode document(String file) throws IOException {
        try (InputStream schema = SchemasTest.class.getResourceAsStream("/schemas/" + file)) {
            assertThat(schema).as(file).isNotNull();
            return JSON.readTree(schema);
        }
    }

    /// Where schema and type disagree about members and their types, through records, lists, maps and cases.
    private static List<String> differences(Type type, String file, JsonNode schema, String where) throws IOException {
        if (schema.has("$ref")) {
            String[] reference = schema.get("$ref").asText().split("#", 2);
            String target = reference[0].isEmpty() ? file : reference[0];
            return differences(type, target, document(target).at(reference[1]), where);
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return joined(
                    differencesOfKind("array", schema, where),
                    differences(list.getActualTypeArguments()[0], file, schema.path("items"), where + "[]"));
        }
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            return joined(
                    differencesOfKind("object", schema, where),
                    differences(map.getActualTypeArguments()[1], file, schema.path("additionalProperties"), where + "{}"));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isAnnotationPresent(JsonSubTypes.class)) {
            return differencesOfCases(plain, file, schema, where);
        }
        if (plain.isRecord() && !isWrittenAsText(plain)) {
            return joined(
                    differencesOfKind("object", schema, where), differencesOfRecord(plain, file, schema, where, Stream.empty()));
        }
        if (plain.isEnum()) {
            return differencesOfWords(plain, schema, where);
        }
        return differencesOfKind(plain == boolean.class ? "boolean" : plain == long.class ? "integer" : "string", schema, where);
    }

    private static List<String> differencesOfKind(String kind, JsonNode schema, String where) {
        return schema.path("type").asText().equals(kind) ? List.of() : List.of(where + " is of type " + kind);
    }

    private static List<String> differencesOfWords(Class<?> words, JsonNode schema, String where) {
        List<String> known = names(Stream.of(words.getEnumConstants()).map(word -> JSON.valueToTree(word).asText()).iterator());
        return texts(schema.path("enum")).equals(known) ? List.of() : List.of(where + " is one of " + known);
    }

    private static boolean isWrittenAsText(Class<?> record) {
        return components(record).anyMatch(component -> component.getAccessor().isAnnotationPresent(JsonValue.class));
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static List<String> differencesOfRecord(
            Class<?> record, String file, JsonNode schema, String where, Stream<String> discriminator) throws IOException {
        List<String> found = new ArrayList<>();
        List<String> tags = discriminator.toList();
        List<String> members = Stream.concat(tags.stream(), components(record).map(RecordComponent::getName)).toList();
        List<String> required = Stream.concat(
                        tags.stream(),
                        components(record).filter(SchemasTest::isRequired).map(RecordComponent::getName))
                .toList();
        if (!names(schema.path("properties").fieldNames()).equals(members.stream().sorted().toList())) {
            found.add(where + " has members " + members);
        }
        if (!texts(schema.path("required")).equals(required.stream().sorted().toList())) {
            found.add(where + " requires " + required);
        }
        for (RecordComponent component : record.getRecordComponents()) {
            JsonNode member = schema.path("properties").path(component.getName());
            found.addAll(differences(component.getGenericType(), file, member, where + "." + component.getName()));
        }
        return found;
    }

    private static List<String> differencesOfCases(Class<?> cases, String file, JsonNode schema, String where) throws IOException {
        String discriminator = cases.getAnnotation(JsonTypeInfo.class).property();
        JsonSubTypes.Type[] types = cases.getAnnotation(JsonSubTypes.class).value();
        List<String> found = new ArrayList<>();
        if (schema.path("oneOf").size() != types.length || types.length != cases.getPermittedSubclasses().length) {
            found.add(where + " has " + cases.getPermittedSubclasses().length + " cases");
        }
        for (JsonSubTypes.Type type : types) {
            for (JsonNode option : schema.path("oneOf")) {
                if (option.at("/properties/" + discriminator + "/const").asText().equals(type.name())) {
                    found.addAll(differencesOfRecord(
                            type.value(), file, option, where + "(" + type.name() + ")", Stream.of(discriminator)));
                }
            }
        }
        return found;
    }

    private static Stream<RecordComponent> components(Class<?> record) {
        return Arrays.stream(record.getRecordComponents());
    }

    private static boolean isRequired(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static List<String> names(Iterator<String> names) {
        List<String> sorted = new ArrayList<>();
        names.forEachRemaining(sorted::add);
        sorted.sort(null);
        return sorted;
    }

    private static List<String> texts(JsonNode array) {
        List<String> sorted = new ArrayList<>();
        array.forEach(text -> sorted.add(text.asText()));
        sorted.sort(null);
        return sorted;
    }
}
