package com.cruddur.messaging.app;

import com.cruddur.messaging.http.HttpServer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

@Command(
        name = ServeCommand.NAME,
        description = "Serve messages over HTTP until the process is asked to end (SIGTERM or Ctrl-C).",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {
    static final String NAME = "serve";

    private final Optional<EmbeddedParts> parts;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServeOptions options = new ServeOptions();

    ServeCommand(Optional<EmbeddedParts> parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() throws InterruptedException {
        Store store = store();
        Stopping stopping = new Stopping();
        Termination termination = Termination.of(stopping);
        try {
            HttpServer server = new Service(options, Clock.systemUTC(), stopping).start(store, parts);
            spec.commandLine().getOut().println("Ready: " + Service.url(options.host(), server.port()));
        } catch (RuntimeException e) {
            stopping.close();
            termination.cancel();
            throw e;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    /** Checks all that can be known before anything is started. */
    private Store store() {
        Store store = options.store()
                .or(() -> parts.map(embedded -> Store.EMBEDDED))
                .orElseThrow(
                        () -> usage("--store (MESSAGING_STORE) is missing: memory keeps nothing; dynamodb takes its"
                                + " stores from CONNECTION_URL and the AWS_ variables"));
        if (store == Store.EMBEDDED && parts.isEmpty()) {
            throw usage("the embedded store is not in this jar: take app/embedded/target/messaging-embedded.jar, or"
                    + " --store memory");
        }
        List<String> missing = missing(store);
        if (!missing.isEmpty()) {
            throw usage(String.join(", ", missing) + (missing.size() == 1 ? " is not set" : " are not set"));
        }
        return store;
    }

    private List<String> missing(Store store) {
        List<String> missing = new ArrayList<>();
        if (store == Store.DYNAMODB && options.connectionUrl().isEmpty()) {
            missing.add("CONNECTION_URL");
        }
        if (store == Store.DYNAMODB && options.userPoolId().isEmpty()) {
            missing.add("AWS_COGNITO_USER_POOL_ID");
        }
        if ((store == Store.DYNAMODB || options.userPoolId().isPresent())
                && options.clientId().isEmpty()) {
            missing.add("AWS_COGNITO_USER_POOL_CLIENT_ID");
        }
        // Alone it is missed later: the SDK may find a region elsewhere, and takes its time for it.
        if (!missing.isEmpty() && store == Store.DYNAMODB && isRegionMissing()) {
            missing.add("AWS_REGION");
        }
        return missing;
    }

    private boolean isRegionMissing() {
        if (options.region().isPresent() || options.endpoint().isPresent()) {
            return false;
        }
        try {
            DefaultAwsRegionProviderChain.builder().build().getRegion();
            return false;
        } catch (SdkClientException none) {
            return true;
        }
    }

    private ParameterException usage(String line) {
        return new ParameterException(spec.commandLine(), line);
    }
}
