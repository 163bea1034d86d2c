package com.cruddur.messaging.app.terminal;

import picocli.CommandLine.Option;

/** The option that names the schema of the postgres store. */
public final class SchemaOption {
    @Option(
            names = "--schema",
            paramLabel = "NAME",
            defaultValue = "${env:MESSAGING_SCHEMA:-messaging}",
            converter = CheckedSchemaName.class,
            description = "Schema for the tables of the postgres store [MESSAGING_SCHEMA; messaging].")
    private String name;

    public String name() {
        return name;
    }
}
