package com.cruddur.messaging.embedded;

import com.cruddur.messaging.app.EmbeddedParts;
import com.cruddur.messaging.app.EmbeddedParts.Running;
import com.cruddur.messaging.app.Main;
import com.cruddur.messaging.app.Stopping;
import java.util.Optional;

/** The command line {@code messaging} with stores of its own, so that {@code serve} needs no configuration. */
public final class EmbeddedMain {
    private EmbeddedMain() {}

    public static void main(String[] args) {
        System.exit(Main.run(args, Optional.of(EmbeddedMain::start)));
    }

    private static Running start(EmbeddedParts.Settings settings, Stopping stopping) {
        LocalDynamoDb dynamoDb =
                LocalDynamoDb.start(settings.dataDirectory().resolve("dynamodb"), settings.dynamoDbPort());
        stopping.add("DynamoDB Local", dynamoDb::stop);
        LocalPostgres postgres =
                LocalPostgres.start(settings.dataDirectory().resolve("postgres"), settings.postgresPort());
        stopping.add("PostgreSQL", postgres);
        return new Running(dynamoDb.client(), postgres.connectionUrl());
    }
}
