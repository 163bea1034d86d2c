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
                        "limit_invalid");
    }

    @Test
    void everyReasonIsOneSentence() {
        assertThat(Reason.values()).allSatisfy(it -> assertThat(it.detail()).matches("[A-Z][^.]+\\."));
    }
}
