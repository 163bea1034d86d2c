package com.cruddur.messaging.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Checks that a value is refused for a reason. */
public final class Refusals {
    private Refusals() {}

    public static void assertRefused(Reason reason, Runnable request) {
        MessagingException refusal = catchThrowableOfType(MessagingException.class, request::run);
        assertThat(refusal).describedAs("a refusal for %s", reason).isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessage(reason.detail()).hasNoCause();
    }
}
