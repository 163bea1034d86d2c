package com.cruddur.messaging.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Hands a request on once its body is here, in memory and within bounds. Until then no thread waits for it, so any number of
 * clients may be as slow as they like.
 */
final class WholeBody extends Handler.Wrapper {
    static final int LIMIT = 16 * 1024;

    /** So much of a body that is too large is read all the same: a client that is still sending may not see the answer. */
    private static final int READ_AT_MOST = 1024 * 1024;

    private final Duration deadline;

    /** @param deadline how long a body may take to arrive */
    WholeBody(Duration deadline, Handler next) {
        super(next);
        this.deadline = deadline;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        long length = request.getLength();
        if (length == 0 || (length < 0 && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING))) {
            return super.handle(request, response, callback);
        }
        boolean waitsToBeTold = request.getHeaders().contains(HttpHeader.EXPECT);
        if (length > READ_AT_MOST || (length > LIMIT && waitsToBeTold)) {
            Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
            return true;
        }
        return new Arrival(request, response, callback).readNow();
    }

    /** One body while it arrives. */
    private final class Arrival implements Invocable.Task {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);
        private long read;
        private boolean over;
        private Scheduler.Task alarm;

        Arrival(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        /** Most bodies come with their headers: then the thread that is here goes on. */
        boolean readNow() throws Exception {
            return !readOn() || WholeBody.super.handle(withBody(), response, callback);
        }

        /** More has come. */
        @Override
        public void run() {
            if (readOn()) {
                Executor executor =
                        VirtualThreads.getExecutor(request.getComponents().getExecutor());
                executor.execute(this::handOn);
            }
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        /** Takes what is there; true, once, when that is all and it is to be handed on. */
        private synchronized boolean readOn() {
            while (!over) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    waitForMore();
                    return false;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    failed(chunk.getFailure());
                    return false;
                }
                boolean last = take(chunk);
                if (last || read > READ_AT_MOST) {
                    end();
                    if (read <= LIMIT) {
                        return true;
                    }
                    Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
                }
            }
            return false;
        }

        private void waitForMore() {
            if (alarm == null) {
                alarm = request.getComponents()
                        .getScheduler()
                        .schedule(this::expired, deadline.toMillis(), TimeUnit.MILLISECONDS);
            }
            request.demand(this);
        }

        private boolean take(Content.Chunk chunk) {
            ByteBuffer bytes = chunk.getByteBuffer();
            read += bytes.remaining();
            if (read <= LIMIT) {
                byte[] part = new byte[bytes.remaining()];
                bytes.get(part);
                body.writeBytes(part);
            }
            boolean last = chunk.isLast();
            chunk.release();
            return last;
        }

        private synchronized void expired() {
            if (!over) {
                end();
                Response.writeError(request, response, callback, HttpStatus.REQUEST_TIMEOUT_408);
            }
        }

        private void failed(Throwable failure) {
            end();
            if (failure instanceof TimeoutException) {
                Response.writeError(request, response, callback, HttpStatus.REQUEST_TIMEOUT_408);
            } else if (failure instanceof HttpException) {
                Response.writeError(request, response, callback, failure);
            } else {
                callback.failed(failure);
            }
        }

        private void end() {
            over = true;
            if (alarm != null) {
                alarm.cancel();
            }
        }

        private void handOn() {
            try {
                if (!WholeBody.super.handle(withBody(), response, callback)) {
                    Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                }
            } catch (Exception e) {
                Response.writeError(request, response, callback, e);
            }
        }

        private Request withBody() {
            return new Arrived(request, Content.Chunk.from(ByteBuffer.wrap(body.toByteArray()), true));
        }
    }

    /** A request whose body can be read without waiting. */
    private static final class Arrived extends Request.Wrapper {
        private Content.Chunk next;

        Arrived(Request request, Content.Chunk body) {
            super(request);
            this.next = body;
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = next;
            next = Content.Chunk.EOF;
            return chunk;
        }

        @Override
        public void demand(Runnable ready) {
            ready.run();
        }
    }
}
