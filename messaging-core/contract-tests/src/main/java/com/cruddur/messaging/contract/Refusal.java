package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Checks that a request is refused for a reason. */
final class Refusal {
    private Refusal() {}

    static void assertRefused(Reason reason, ThrowingCallable request) {
        MessagingException refusal = catchThrowableOfType(MessagingException.class, request);
        assertThat(refusal).describedAs("a refusal for %s", reason).isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessage(reason.detail());
    }
}
