package com.cruddur.messaging.app.ddb;

import picocli.CommandLine.Command;

@Command(
        name = "ddb",
        description = "The DynamoDB table of messages and groups.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SchemaLoadCommand.class,
            DropCommand.class,
            ListTablesCommand.class,
            SeedCommand.class,
            ScanCommand.class,
            GetConversationCommand.class,
            ListConversationsCommand.class,
            AdoptCommand.class
        })
public final class DdbCommand {}
