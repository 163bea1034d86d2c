package com.cruddur.messaging.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class ListingTest {
    private final Printed printed = new Printed();

    @Command
    private static final class Host {
        @Mixin
        private JsonOption json = new JsonOption();
    }

    private void list(Object[][] rows, String... arguments) {
        Host host = new Host();
        new CommandLine(host).parseArgs(arguments);
        try (Listing listing = new Listing(printed.terminal(false), host.json, "handle", "created at")) {
            for (Object[] row : rows) {
                listing.row(row);
            }
        }
    }

    @Test
    void peopleGetAlignedColumns() {
        list(new Object[][] {{"londo", "yesterday"}, {"andrewbrown", 7}});

        assertThat(printed.out().lines())
                .containsExactly("handle       created at", "londo        yesterday", "andrewbrown  7");
        assertThat(printed.err()).isEmpty();
    }

    @Test
    void peopleGetNothingThatSteersTheirTerminal() {
        list(new Object[][] {{"\u001b[31mred", "two\nlines"}});

        assertThat(printed.out().lines()).hasSize(2).last().isEqualTo("\\u001b[31mred  two\\u000alines");
    }

    @Test
    void programsGetTheTextAsItIs() throws Exception {
        list(new Object[][] {{"\u001b\u009b\u202e\"\\", 7}}, "--json");

        assertThat(printed.out()).doesNotContain("\u001b", "\u009b", "\u202e").startsWith("{\"handle\":");
        assertThat(new JsonMapper().readTree(printed.out()).get("handle").asText())
                .isEqualTo("\u001b\u009b\u202e\"\\");
        assertThat(new JsonMapper().readTree(printed.out()).get("created_at").asInt())
                .isEqualTo(7);
    }

    @Test
    void nothingIsNothing() {
        list(new Object[0][]);

        assertThat(printed.out()).isEmpty();
    }
}
