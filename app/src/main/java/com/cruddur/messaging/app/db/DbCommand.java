package com.cruddur.messaging.app.db;

import picocli.CommandLine.Command;

@Command(
        name = "db",
        description = "The user directory in PostgreSQL.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SchemaLoadCommand.class,
            SeedCommand.class,
            DropCommand.class,
            SetupCommand.class,
            UpdateCognitoUserIdsCommand.class,
            AddUserCommand.class
        })
public final class DbCommand {}
