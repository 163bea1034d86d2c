package com.cruddur.messaging.app.serve;

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
public final class ServeCommand implements Callable<Integer> {
    public static final String NAME = "serve";

    private final Optional<EmbeddedParts> parts;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServeOptions options = new ServeOptions();

    /** @param parts the embedded databases; empty where this program has none */
    public ServeCommand(Optional<EmbeddedParts> parts) {
        this.parts = parts;
    }

    @Override
    public Integer call() throws InterruptedException {
        StoreKind store = store();
        Lifecycle lifecycle = new Lifecycle();
        Termination termination = Termination.of(lifecycle);
        try {
            HttpServer server = new Service(options, Clock.systemUTC(), lifecycle).start(store, parts);
            spec.commandLine().getOut().println("Ready: " + Service.url(options.host(), server.port()));
        } catch (RuntimeException e) {
            lifecycle.close();
            termination.cancel();
            throw e;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    /** Checks all that can be known before anything is started. */
    private StoreKind store() {
        StoreKind store = options.store()
                .or(() -> parts.map(embedded -> StoreKind.EMBEDDED))
                .orElseThrow(() -> usage("--store (MESSAGING_STORE) is missing: memory keeps nothing; postgres uses the"
                        + " database of CONNECTION_URL; dynamodb that one and the AWS_ variables"));
        if (store == StoreKind.EMBEDDED && parts.isEmpty()) {
            throw usage("the embedded store is not in this jar: use app/embedded/target/messaging-embedded.jar, or"
                    + " --store memory");
        }
        List<String> missing = missing(store);
        if (!missing.isEmpty()) {
            throw usage(String.join(", ", missing) + (missing.size() == 1 ? " is not set" : " are not set"));
        }
        return store;
    }

    private List<String> missing(StoreKind store) {
        List<String> missing = new ArrayList<>();
        boolean shared = store == StoreKind.DYNAMODB
                || store == StoreKind.POSTGRES && !(options.runsParts(store) && parts.isPresent());
        if (shared && options.connectionUrl().isEmpty()) {
            missing.add("CONNECTION_URL");
        }
        if (shared && options.userPoolId().isEmpty()) {
            missing.add("AWS_COGNITO_USER_POOL_ID");
        }
        if ((shared || options.userPoolId().isPresent()) && options.clientId().isEmpty()) {
            missing.add("AWS_COGNITO_USER_POOL_CLIENT_ID");
        }
        // Alone it is missed later: the SDK may find a region elsewhere, and takes its time for it.
        if (!missing.isEmpty() && store == StoreKind.DYNAMODB && isRegionMissing()) {
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
