package com.cruddur.messaging.embedded;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import com.cruddur.messaging.app.CommandException;
import com.cruddur.messaging.app.EmbeddedParts;
import com.cruddur.messaging.app.EmbeddedParts.Running;
import com.cruddur.messaging.app.Main;
import com.cruddur.messaging.app.Stopping;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The command line {@code messaging} with stores of its own, so that {@code serve} needs no configuration. */
public final class EmbeddedMain {
    private EmbeddedMain() {}

    public static void main(String[] args) {
        System.exit(Main.run(args, Optional.of(EmbeddedMain::start)));
    }

    /** Both at once: each takes a while. */
    private static Running start(EmbeddedParts.Settings settings, Stopping stopping) {
        CompletableFuture<LocalDynamoDb> dynamoDb = supplyAsync(() -> startDynamoDb(settings, stopping));
        CompletableFuture<LocalPostgres> postgres = supplyAsync(() -> startPostgres(settings, stopping));
        try {
            CompletableFuture.allOf(dynamoDb, postgres).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CommandException failure ? failure : e;
        }
        return new Running(dynamoDb.join().client(), postgres.join().connectionUrl());
    }

    private static LocalDynamoDb startDynamoDb(EmbeddedParts.Settings settings, Stopping stopping) {
        LocalDynamoDb dynamoDb =
                LocalDynamoDb.start(settings.dataDirectory().resolve("dynamodb"), settings.dynamoDbPort());
        stopping.add("DynamoDB Local", dynamoDb::stop);
        return dynamoDb;
    }

    private static LocalPostgres startPostgres(EmbeddedParts.Settings settings, Stopping stopping) {
        LocalPostgres postgres =
                LocalPostgres.start(settings.dataDirectory().resolve("postgres"), settings.postgresPort());
        stopping.add("PostgreSQL", postgres);
        return postgres;
    }
}
