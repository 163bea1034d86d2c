package com.cruddur.messaging.embedded;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import com.cruddur.messaging.app.Main;
import com.cruddur.messaging.app.serve.EmbeddedParts;
import com.cruddur.messaging.app.serve.Lifecycle;
import com.cruddur.messaging.app.terminal.CommandException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command line {@code messaging} with stores of its own, so that {@code serve} needs no configuration. */
public final class EmbeddedMain implements EmbeddedParts {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMain.class);

    private EmbeddedMain() {}

    public static void main(String[] args) {
        System.exit(Main.run(args, Optional.of(new EmbeddedMain())));
    }

    /** Both at once: each takes a while. */
    @Override
    public Running start(Settings settings, Lifecycle lifecycle) {
        CompletableFuture<LocalDynamoDb> dynamoDb = supplyAsync(() -> startDynamoDb(settings, lifecycle));
        CompletableFuture<String> postgres = supplyAsync(() -> startPostgres(settings, lifecycle));
        try {
            CompletableFuture.allOf(dynamoDb, postgres).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CommandException failure ? failure : e;
        }
        return new Running(dynamoDb.join().client(), dynamoDb.join().streams(), postgres.join());
    }

    private static LocalDynamoDb startDynamoDb(Settings settings, Lifecycle lifecycle) {
        Path directory = settings.data().directory("dynamodb");
        // It would make the file readable for everybody; one that is there it takes as it is.
        settings.data().file("dynamodb/" + LocalDynamoDb.FILE);
        LOG.info("starting DynamoDB Local over {}", directory);
        LocalDynamoDb dynamoDb = LocalDynamoDb.start(directory, settings.dynamoDbPort());
        lifecycle.add("DynamoDB Local", dynamoDb::stop);
        return dynamoDb;
    }

    @Override
    public String startPostgres(Settings settings, Lifecycle lifecycle) {
        LOG.info("starting PostgreSQL over {}", settings.data().directory(KeptPostgres.DIRECTORY));
        KeptPostgres postgres = KeptPostgres.start(settings.data(), settings.postgresPort());
        lifecycle.add("PostgreSQL", postgres);
        return postgres.connectionUrl();
    }
}
