package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.dynamodb.Faults.Kind;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Fails one transaction in five, in ways that the adapter gets over by itself. For any number of threads. */
final class RandomFaults implements ExecutionInterceptor {
    private static final int ONE_IN = 10;
    private static final List<Kind> BEFORE = List.of(Kind.CONFLICT, Kind.THROTTLED_IN_TRANSACTION, Kind.REQUEST_LOST);

    private final Random random;

    RandomFaults(long seed) {
        random = new Random(seed);
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (context.request() instanceof TransactWriteItemsRequest && random.nextInt(ONE_IN) == 0) {
            throw Failures.of(BEFORE.get(random.nextInt(BEFORE.size())), context.request());
        }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (context.request() instanceof TransactWriteItemsRequest && random.nextInt(ONE_IN) == 0) {
            throw Failures.of(Kind.ANSWER_LOST, context.request());
        }
    }
}
