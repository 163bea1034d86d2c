package com.cruddur.messaging.embedded;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import com.cruddur.messaging.app.Main;
import com.cruddur.messaging.app.serve.EmbeddedParts;
import com.cruddur.messaging.app.serve.EmbeddedParts.Running;
import com.cruddur.messaging.app.serve.Lifecycle;
import com.cruddur.messaging.app.terminal.CommandException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command line {@code messaging} with stores of its own, so that {@code serve} needs no configuration. */
public final class EmbeddedMain {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMain.class);
    private static final String PROGRAMS = "programs";

    private EmbeddedMain() {}

    public static void main(String[] args) {
        System.exit(Main.run(args, Optional.of(EmbeddedMain::start)));
    }

    /** Both at once: each takes a while. */
    private static Running start(EmbeddedParts.Settings settings, Lifecycle lifecycle) {
        CompletableFuture<LocalDynamoDb> dynamoDb = supplyAsync(() -> startDynamoDb(settings, lifecycle));
        CompletableFuture<LocalPostgres> postgres = supplyAsync(() -> startPostgres(settings, lifecycle));
        try {
            CompletableFuture.allOf(dynamoDb, postgres).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CommandException failure ? failure : e;
        }
        return new Running(
                dynamoDb.join().client(),
                dynamoDb.join().streams(),
                postgres.join().connectionUrl());
    }

    private static LocalDynamoDb startDynamoDb(EmbeddedParts.Settings settings, Lifecycle lifecycle) {
        Path directory = settings.data().directory("dynamodb");
        // It would make the file readable for everybody; one that is there it takes as it is.
        settings.data().file("dynamodb/" + LocalDynamoDb.FILE);
        LOG.info("starting DynamoDB Local over {}", directory);
        LocalDynamoDb dynamoDb = LocalDynamoDb.start(directory, settings.dynamoDbPort());
        lifecycle.add("DynamoDB Local", dynamoDb::stop);
        return dynamoDb;
    }

    private static LocalPostgres startPostgres(EmbeddedParts.Settings settings, Lifecycle lifecycle) {
        Path directory = settings.data().directory("postgres");
        settings.data().file("postgres.log");
        LOG.info("starting PostgreSQL over {}", directory);
        LocalPostgres postgres =
                LocalPostgres.start(directory, settings.data().directory(PROGRAMS), settings.postgresPort());
        lifecycle.add("PostgreSQL", postgres);
        // The library has made files since that are open to others.
        settings.data().directory("postgres");
        settings.data().directory(PROGRAMS);
        return postgres;
    }
}
