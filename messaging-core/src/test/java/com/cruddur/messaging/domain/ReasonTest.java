package com.cruddur.messaging.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReasonTest {
    /** Clients act on these. A new one may be added; none of them may change. */
    @Test
    void theCodesOnTheWireStayAsTheyAre() {
        assertThat(Stream.of(Reason.values()).map(Reason::code))
                .containsExactlyInAnyOrder(
                        "token_invalid",
                        "cognito_user_id_blank",
                        "user_unknown",
                        "user_not_found",
                        "user_reciever_handle_blank",
                        "user_receiver_not_found",
                        "message_to_self",
                        "message_group_uuid_blank",
                        "message_group_not_found",
                        "message_blank",
                        "message_exceed_max_chars",
                        "message_malformed",
                        "idempotency_key_invalid",
                        "idempotency_key_reused",
                        "cursor_invalid",
                        "limit_invalid",
                        "up_to_invalid",
                        "after_invalid");
    }

    @Test
    void everyReasonIsOneSentence() {
        assertThat(Reason.values()).allSatisfy(it -> assertThat(it.detail()).matches("[A-Z][^.]+\\."));
    }

    @Test
    void everyReasonHasItsKind() {
        assertThat(Reason.values()).allSatisfy(it -> assertThat(it.kind()).isNotNull());
        assertThat(Reason.TOKEN_INVALID.kind()).isEqualTo(Reason.Kind.UNAUTHENTICATED);
        assertThat(Reason.USER_UNKNOWN.kind()).isEqualTo(Reason.Kind.FORBIDDEN);
        assertThat(Reason.MESSAGE_GROUP_NOT_FOUND.kind()).isEqualTo(Reason.Kind.NOT_FOUND);
        assertThat(Reason.IDEMPOTENCY_KEY_REUSED.kind()).isEqualTo(Reason.Kind.CONFLICT);
        assertThat(Reason.MESSAGE_BLANK.kind()).isEqualTo(Reason.Kind.INVALID);
    }
}
