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
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole body of a request into memory, within bounds, before it passes the request on. No thread waits meanwhile, so any
 * number of clients may be slow.
 */
final class BufferedBody extends Handler.Wrapper {
    static final int LIMIT = 16 * 1024;

    /** The part of a too large body that is still read, because a client that is sending may not see the response. */
    private static final int READ_AT_MOST = 1024 * 1024;

    private final Duration deadline;

    /** @param deadline the longest time that a body may take to arrive */
    BufferedBody(Duration deadline) {
        this.deadline = deadline;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        long length = request.getLength();
        if (length == 0 || (length < 0 && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING))) {
            return super.handle(request, response, callback);
        }
        boolean expectsContinue = request.getHeaders().contains(HttpHeader.EXPECT);
        if (length > READ_AT_MOST || (length > LIMIT && expectsContinue)) {
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
        private Scheduler.@Nullable Task alarm;

        Arrival(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        /** Most bodies arrive together with the headers: then the same thread continues. */
        boolean readNow() throws Exception {
            return !readOn() || BufferedBody.super.handle(withBody(), response, callback);
        }

        /** Called when more content has arrived. */
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

        /** Reads the available content. Returns true, once, when the body is complete and within the limit. */
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
                if (!BufferedBody.super.handle(withBody(), response, callback)) {
                    Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                }
            } catch (Exception e) {
                Response.writeError(request, response, callback, e);
            }
        }

        private Request withBody() {
            return new BufferedRequest(request, Content.Chunk.from(ByteBuffer.wrap(body.toByteArray()), true));
        }
    }

    /** A request whose body is in memory. */
    private static final class BufferedRequest extends Request.Wrapper {
        private Content.Chunk next;

        BufferedRequest(Request request, Content.Chunk body) {
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
