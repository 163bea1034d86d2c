package com.cruddur.messaging.app.terminal;

import picocli.CommandLine.Option;

/** The option that names the table. */
public final class TableNameOption {
    @Option(
            names = "--table",
            paramLabel = "TABLE",
            defaultValue = "${env:MESSAGING_TABLE:-${env:DDB_MESSAGE_TABLE:-}}",
            converter = CheckedTableName.OrTheEnvironments.class,
            description = "The table's name [MESSAGING_TABLE, else DDB_MESSAGE_TABLE; cruddur-messages].")
    private String name;

    public String name() {
        return name;
    }
}
