package com.cruddur.messaging.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Bounds what waits in memory for clients that do not read their answers. A client that is slower than a rate loses its
 * connection, and so do those that have waited longest while more bytes wait than a limit. What the platform takes into its own
 * buffers does not wait.
 */
final class UnreadAnswers extends Handler.Wrapper {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int BYTES_PER_SECOND = 8 * 1024;

    /** Of the heap, an eighth. */
    private static final int SHARE = 8;

    private final long limit;
    private final Duration patience;
    private final Set<Unread> oldestFirst = new LinkedHashSet<>();
    private long bytes;

    UnreadAnswers(Handler next) {
        this(Runtime.getRuntime().maxMemory() / SHARE, PATIENCE, next);
    }

    /**
     * @param limit in bytes, of all answers together
     * @param patience how long an answer may wait; a long one for a second more for each {@value #BYTES_PER_SECOND} bytes
     */
    UnreadAnswers(long limit, Duration patience, Handler next) {
        super(next);
        this.limit = limit;
        this.patience = patience;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, new Bounded(request, response), callback);
    }

    private synchronized List<Unread> add(Unread unread) {
        oldestFirst.add(unread);
        bytes += unread.size;
        List<Unread> tooMany = new ArrayList<>();
        long over = bytes - limit;
        for (Unread old : oldestFirst) {
            if (over <= 0 || old == unread) {
                break;
            }
            tooMany.add(old);
            over -= old.size;
        }
        return tooMany;
    }

    private synchronized void remove(Unread unread) {
        if (oldestFirst.remove(unread)) {
            bytes -= unread.size;
        }
    }

    private final class Bounded extends Response.Wrapper {
        Bounded(Request request, Response wrapped) {
            super(request, wrapped);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            int size = content == null ? 0 : content.remaining();
            if (size == 0) {
                super.write(last, content, callback);
                return;
            }
            Unread unread = new Unread(getRequest(), size, callback);
            super.write(last, content, unread);
            unread.returned();
        }
    }

    /** A write that has not ended. */
    private final class Unread extends Callback.Nested {
        private final Request request;
        private final int size;
        private boolean over;
        private Scheduler.Task alarm;

        Unread(Request request, int size, Callback callback) {
            super(callback);
            this.request = request;
            this.size = size;
        }

        /** Most writes have ended by now. The others wait for their clients. */
        void returned() {
            List<Unread> tooMany;
            synchronized (this) {
                if (over) {
                    return;
                }
                tooMany = add(this);
                long millis = patience.toMillis() + TimeUnit.SECONDS.toMillis(size) / BYTES_PER_SECOND;
                alarm = request.getComponents().getScheduler().schedule(this::close, millis, TimeUnit.MILLISECONDS);
            }
            tooMany.forEach(Unread::close);
        }

        /** Ends the connection, and with it the write. */
        void close() {
            synchronized (this) {
                if (over) {
                    return;
                }
            }
            EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
            endPoint.close(new TimeoutException("the client does not read its answer"));
        }

        @Override
        public void succeeded() {
            end();
            super.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            end();
            super.failed(failure);
        }

        private synchronized void end() {
            over = true;
            remove(this);
            if (alarm != null) {
                alarm.cancel();
            }
        }
    }
}
