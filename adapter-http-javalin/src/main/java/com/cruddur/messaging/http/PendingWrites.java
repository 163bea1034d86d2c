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
import org.jspecify.annotations.Nullable;

/**
 * Bounds the memory for responses that slow clients have not read. It closes the connection of a client that reads slower than a
 * minimum rate. While the pending bytes exceed a limit, it closes the connections whose writes are pending longest. Bytes in the
 * operating system's buffers do not count.
 */
final class PendingWrites extends Handler.Wrapper {
    private static final int BYTES_PER_SECOND = 8 * 1024;

    /** One eighth of the heap. */
    private static final int SHARE = 8;

    private final long limit;
    private final Duration patience;
    private final Set<PendingWrite> oldestFirst = new LinkedHashSet<>();
    private long bytes;

    PendingWrites(Duration patience, Handler next) {
        this(Runtime.getRuntime().maxMemory() / SHARE, patience, next);
    }

    /**
     * @param limit in bytes, for all responses together
     * @param patience the longest time that a write may be pending, plus one second for each {@value #BYTES_PER_SECOND} bytes
     */
    PendingWrites(long limit, Duration patience, Handler next) {
        super(next);
        this.limit = limit;
        this.patience = patience;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, new TrackedResponse(request, response), callback);
    }

    private synchronized List<PendingWrite> add(PendingWrite write) {
        oldestFirst.add(write);
        bytes += write.size;
        List<PendingWrite> tooMany = new ArrayList<>();
        long over = bytes - limit;
        for (PendingWrite old : oldestFirst) {
            if (over <= 0 || old == write) {
                break;
            }
            tooMany.add(old);
            over -= old.size;
        }
        return tooMany;
    }

    private synchronized void remove(PendingWrite write) {
        if (oldestFirst.remove(write)) {
            bytes -= write.size;
        }
    }

    private final class TrackedResponse extends Response.Wrapper {
        TrackedResponse(Request request, Response wrapped) {
            super(request, wrapped);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            int size = content == null ? 0 : content.remaining();
            if (size == 0) {
                super.write(last, content, callback);
                return;
            }
            PendingWrite write = new PendingWrite(getRequest(), size, callback);
            super.write(last, content, write);
            write.returned();
        }
    }

    /** A write that has not completed. */
    private final class PendingWrite extends Callback.Nested {
        private final Request request;
        private final int size;
        private boolean over;
        private Scheduler.@Nullable Task alarm;

        PendingWrite(Request request, int size, Callback callback) {
            super(callback);
            this.request = request;
            this.size = size;
        }

        /** Most writes have completed by now. The others wait for their clients. */
        void returned() {
            List<PendingWrite> tooMany;
            synchronized (this) {
                if (over) {
                    return;
                }
                tooMany = add(this);
                long millis = patience.toMillis() + TimeUnit.SECONDS.toMillis(size) / BYTES_PER_SECOND;
                alarm = request.getComponents().getScheduler().schedule(this::close, millis, TimeUnit.MILLISECONDS);
            }
            tooMany.forEach(PendingWrite::close);
        }

        /** Closes the connection, which ends the write. */
        void close() {
            synchronized (this) {
                if (over) {
                    return;
                }
            }
            EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
            endPoint.close(new TimeoutException("the client does not read the response"));
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
