package com.cruddur.messaging.benchmarks;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/** The calls that an SDK's client sent: of each the operation, and the size of its body in bytes. */
final class SentCalls implements ExecutionInterceptor {
    private final List<String> calls = new ArrayList<>();

    @Override
    public synchronized void beforeTransmission(
            Context.BeforeTransmission context, ExecutionAttributes executionAttributes) {
        SdkHttpRequest request = context.httpRequest();
        calls.add(request.firstMatchingHeader("X-Amz-Target").orElseThrow() + " of "
                + request.firstMatchingHeader("Content-Length").orElseThrow() + " bytes");
    }

    /** The calls that a step makes, when nothing else calls. */
    List<String> of(Load.Step step) throws Exception {
        take();
        step.run();
        return take();
    }

    private synchronized List<String> take() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }
}
