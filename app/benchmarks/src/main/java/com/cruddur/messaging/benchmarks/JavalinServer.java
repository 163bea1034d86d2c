package com.cruddur.messaging.benchmarks;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The least that a Javalin handler can do: it reads the body, and says what it was given to say. */
final class JavalinServer {
    private JavalinServer() {}

    public static void main(String[] args) throws Exception {
        ServerProcess.serve(() -> start(Path.of(args[0])));
    }

    private static int start(Path directory) throws IOException {
        Map<Pattern, Answer> answers = RecordedAnswers.read(directory);
        return bare(config -> {
            config.routes.get(Pattern.MESSAGES_PATH, saying(Pattern.MESSAGES.of(answers)));
            config.routes.get(Pattern.GROUPS_PATH, saying(Pattern.GROUPS.of(answers)));
            Handler posted = saying(Pattern.POST.of(answers));
            config.routes.post(Pattern.POST_PATH, ctx -> {
                ctx.bodyAsBytes();
                posted.handle(ctx);
            });
        });
    }

    /** Starts Javalin with nothing but these routes, and tells its port. */
    static int bare(Consumer<JavalinConfig> routes) {
        return Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.showOldJavalinVersionWarning = false;
                    config.http.compressionStrategy = CompressionStrategy.NONE;
                    routes.accept(config);
                })
                .start("127.0.0.1", 0)
                .port();
    }

    private static Handler saying(Answer answer) {
        String contentType = answer.header("Content-Type");
        List<Answer.Header> headers = answer.ownHeaders();
        return ctx -> say(ctx, contentType, headers, answer.body());
    }

    static void say(Context ctx, String contentType, List<Answer.Header> headers, byte[] body) {
        for (Answer.Header header : headers) {
            ctx.header(header.name(), header.value());
        }
        ctx.contentType(contentType).result(body);
    }
}
