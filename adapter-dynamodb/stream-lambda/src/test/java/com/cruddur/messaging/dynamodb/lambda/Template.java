package com.cruddur.messaging.dynamodb.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The deployment template as CloudFormation reads it where the named conditions hold: {@code !If} is decided, and a value
 * {@code AWS::NoValue} is not there. Values are texts, lists and maps; that of {@code !Ref X} is the map of {@code "!Ref"} to
 * X, and so with all other tags.
 */
record Template(Map<String, Object> sections) {
    private static final Map<String, Object> NO_VALUE = Map.of("!Ref", "AWS::NoValue");

    static Template where(String... conditions) {
        try (var in = Files.newInputStream(Path.of("template.yaml"))) {
            Node root = new Compose(LoadSettings.builder().build())
                    .composeInputStream(in)
                    .orElseThrow();
            return new Template(map(new Reader(Set.of(conditions)).read(root)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The resources that there are, by name. */
    Map<String, Object> resources() {
        return map(sections.get("Resources"));
    }

    Map<String, Object> resource(String name) {
        return map(resources().get(name));
    }

    Map<String, Object> properties(String resource) {
        return map(resource(resource).get("Properties"));
    }

    /** The statements of a policy, by their {@code Sid}. */
    Map<String, Map<String, Object>> statements(String policy) {
        Map<String, Map<String, Object>> statements = new LinkedHashMap<>();
        maps(map(properties(policy).get("PolicyDocument")).get("Statement"))
                .forEach(it -> statements.put((String) it.get("Sid"), it));
        return statements;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }

    static List<Map<String, Object>> maps(Object value) {
        return list(value).stream().map(Template::map).toList();
    }

    private record Reader(Set<String> conditions) {
        private Object read(Node node) {
            String tag = node.getTag().getValue();
            if (tag.equals("!If")) {
                List<Node> parts = ((SequenceNode) node).getValue();
                return read(parts.get(conditions.contains(scalar(parts.get(0))) ? 1 : 2));
            }
            Object value = content(node);
            return tag.startsWith("!") ? Map.of(tag, value) : value;
        }

        private Object content(Node node) {
            if (node instanceof MappingNode mapping) {
                Map<String, Object> map = new LinkedHashMap<>();
                for (NodeTuple entry : mapping.getValue()) {
                    values(entry.getValueNode()).forEach(it -> map.put(scalar(entry.getKeyNode()), it));
                }
                return map;
            }
            if (node instanceof SequenceNode sequence) {
                return sequence.getValue().stream().flatMap(this::values).toList();
            }
            return scalar(node);
        }

        /** The value, unless there is none. */
        private Stream<Object> values(Node node) {
            return Stream.of(read(node))
                    .filter(it -> !it.equals(NO_VALUE))
                    .filter(it -> !(it instanceof Map<?, ?> map
                            && map.get("Condition") instanceof String condition
                            && !conditions.contains(condition)));
        }

        private static String scalar(Node node) {
            return ((ScalarNode) node).getValue();
        }
    }
}
