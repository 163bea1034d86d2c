package com.cruddur.messaging.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Makes one call of a client fail, and keeps count of all of them. For one thread at a time. */
final class Faults implements ExecutionInterceptor {
    /** The kinds of fault. */
    enum Kind {
        /** The request does not reach DynamoDB. */
        REQUEST_LOST,
        /** DynamoDB has done the request, and the answer does not arrive. */
        ANSWER_LOST,
        /** DynamoDB fails, and has done nothing. */
        SERVER_ERROR,
        /** DynamoDB has done it, and says that it is throttled. */
        THROTTLED_AFTERWARDS,
        /** DynamoDB has done it, and says to the same request, sent again, that it is being done. */
        IN_PROGRESS_AFTERWARDS,
        THROTTLED,
        THROTTLED_IN_TRANSACTION,
        CONFLICT,
        /** A batch answers none of its keys. */
        UNPROCESSED,
        /** A batch answers all of its keys but the last. */
        PARTLY_UNPROCESSED;

        private boolean isAfterwards() {
            return this == ANSWER_LOST || this == THROTTLED_AFTERWARDS || this == IN_PROGRESS_AFTERWARDS;
        }

        private boolean isAnswer() {
            return this == UNPROCESSED || this == PARTLY_UNPROCESSED;
        }

        private boolean concerns(SdkRequest request) {
            return switch (this) {
                case CONFLICT, THROTTLED_IN_TRANSACTION, IN_PROGRESS_AFTERWARDS ->
                    request instanceof TransactWriteItemsRequest;
                case UNPROCESSED, PARTLY_UNPROCESSED -> request instanceof BatchGetItemRequest;
                default -> true;
            };
        }
    }

    /** How long it goes wrong. */
    enum Scope {
        /** Once the request is sent again, it is well. */
        ONE_ATTEMPT,
        /** All attempts of the SDK at that call fail; the next call is well. */
        ONE_CALL,
        /** That call and all that follow. */
        FROM_THEN_ON
    }

    private final List<SdkRequest> requests = new ArrayList<>();
    private Kind kind;
    private Scope scope;
    private int target;
    private int attempts;
    private boolean struck;
    private Runnable meanwhile = () -> {};
    private Supplier<List<Optional<Map<String, AttributeValue>>>> inTheWay;

    /** @param call the first is 1 */
    void arm(Kind kind, Scope scope, int call) {
        disarm();
        this.kind = kind;
        this.scope = scope;
        this.target = call;
    }

    /** Runs just after a fault has struck for the first time. */
    void andThen(Runnable meanwhile) {
        this.meanwhile = meanwhile;
    }

    /** The items that cancel the call after the one that was armed, in the order of its writes. */
    void thenCancel(Supplier<List<Optional<Map<String, AttributeValue>>>> inTheWay) {
        this.inTheWay = inTheWay;
    }

    void disarm() {
        inTheWay = null;
        kind = null;
        struck = false;
        meanwhile = () -> {};
        requests.clear();
    }

    /** How many calls there were since it was armed or disarmed. */
    int calls() {
        return requests.size();
    }

    /** Whether the armed fault was armed for a write. */
    boolean strikesAWrite() {
        return requests.get(target - 1) instanceof TransactWriteItemsRequest;
    }

    /** Whether the armed fault has happened. */
    boolean struck() {
        return struck;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        requests.add(context.request());
        attempts = 0;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        attempts++;
        if (inTheWay != null && calls() == target + 1) {
            throw Failures.conditionsFailed(inTheWay.get());
        }
        if (strikes(context.request()) && !kind.isAfterwards() && !kind.isAnswer()) {
            strike(context.request());
        }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (strikes(context.request()) && kind.isAfterwards()) {
            strike(context.request());
        }
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        if (strikes(context.request()) && kind.isAnswer()) {
            struck = true;
            BatchGetItemRequest request = (BatchGetItemRequest) context.request();
            BatchGetItemResponse response = (BatchGetItemResponse) context.response();
            int answered = kind == Kind.UNPROCESSED ? 0 : Failures.keys(request).size() - 1;
            return Failures.partial(request, response, answered);
        }
        return context.response();
    }

    private boolean strikes(SdkRequest request) {
        if (kind == null || !kind.concerns(request)) {
            return false;
        }
        return switch (scope) {
            case ONE_ATTEMPT -> calls() == target && attempts == 1;
            case ONE_CALL -> calls() == target;
            case FROM_THEN_ON -> calls() >= target;
        };
    }

    private void strike(SdkRequest request) {
        RuntimeException failure = Failures.of(kind, request);
        if (!struck) {
            struck = true;
            meanwhile.run();
        }
        throw failure;
    }
}
