package com.cruddur.messaging.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** The least that a Jetty handler can do, without servlets: it reads the body, and says what it was given to say. */
final class JettyServer extends Handler.Abstract {
    private final Map<Pattern, Answer> answers;

    private JettyServer(Map<Pattern, Answer> answers) {
        this.answers = answers;
    }

    public static void main(String[] args) throws Exception {
        ServerProcess.serve(() -> start(Path.of(args[0])));
    }

    private static int start(Path directory) throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new JettyServer(RecordedAnswers.read(directory)));
        server.start();
        return connector.getLocalPort();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        String path = Request.getPathInContext(request);
        if (HttpMethod.POST.is(request.getMethod())) {
            Content.Source.asByteBuffer(request);
            say(Pattern.POST.of(answers), response, callback);
        } else if (path.equals(Pattern.GROUPS_PATH)) {
            say(Pattern.GROUPS.of(answers), response, callback);
        } else {
            say(Pattern.MESSAGES.of(answers), response, callback);
        }
        return true;
    }

    private static void say(Answer answer, Response response, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        for (Answer.Header header : answer.ownHeaders()) {
            headers.put(header.name(), header.value());
        }
        headers.put(HttpHeader.CONTENT_TYPE, answer.header("Content-Type"));
        headers.put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
