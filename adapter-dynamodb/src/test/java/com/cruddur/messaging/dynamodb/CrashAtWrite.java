package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.dynamodb.Faults.Kind;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Lets a client do nothing more from one of its writes on: just before it, or just after. Its reads change nothing. */
final class CrashAtWrite implements ExecutionInterceptor {
    private final AtomicInteger writes = new AtomicInteger();
    private final int last;
    private final boolean done;

    /**
     * @param last the first is 1
     * @param done whether that one is written
     */
    CrashAtWrite(int last, boolean done) {
        this.last = last;
        this.done = done;
    }

    int writes() {
        return writes.get();
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof TransactWriteItemsRequest) {
            writes.incrementAndGet();
        }
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (writes() > last || (writes() == last && !done)) {
            throw Failures.of(Kind.REQUEST_LOST, context.request());
        }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (writes() == last) {
            throw Failures.of(Kind.ANSWER_LOST, context.request());
        }
    }
}
