package com.cruddur.messaging.app.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows of the same columns: as a table for people, which is printed once it is closed, or as one JSON object a line for
 * programs, printed at once and with the text as it is.
 */
public final class Listing implements AutoCloseable {
    private static final String BETWEEN = "  ";
    private static final JsonMapper JSON = new JsonMapper();

    private final Terminal terminal;
    private final boolean json;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param columns the names: the table's head, and with {@code _} for each space the keys in JSON */
    public Listing(Terminal terminal, JsonOption json, String... columns) {
        this.terminal = terminal;
        this.json = json.chosen();
        this.columns = List.of(columns);
    }

    /** @param values in the order of the columns */
    public void row(Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException("as many values as columns");
        }
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            IntStream.range(0, values.length)
                    .forEach(i -> object.put(columns.get(i).replace(' ', '_'), values[i]));
            terminal.print(json(object));
        } else {
            rows.add(List.of(values).stream()
                    .map(it -> Printable.of(it.toString()))
                    .toList());
        }
    }

    /** One line of JSON that is harmless on a terminal, too. */
    public static String json(Object value) {
        try {
            return Printable.of(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON", e);
        }
    }

    @Override
    public void close() {
        if (!rows.isEmpty()) {
            rows.add(0, columns);
            int[] widths = IntStream.range(0, columns.size()).map(this::width).toArray();
            rows.forEach(row -> terminal.print(line(row, widths)));
        }
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - length(row.get(i))))
                .collect(Collectors.joining(BETWEEN))
                .stripTrailing();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
