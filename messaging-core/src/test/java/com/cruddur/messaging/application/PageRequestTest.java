package com.cruddur.messaging.application;

import static com.cruddur.messaging.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Reason;
import org.junit.jupiter.api.Test;

class PageRequestTest {
    @Test
    void aLimitIsFrom1To100() {
        assertThat(new PageRequest(1, null).limit()).isEqualTo(1);
        assertThat(new PageRequest(100, null).limit()).isEqualTo(100);
        for (int limit : new int[] {0, 101, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertRefused(Reason.LIMIT_INVALID, () -> new PageRequest(limit, null));
        }
    }

    @Test
    void theFirstPageHasTwentyItems() {
        assertThat(PageRequest.first()).isEqualTo(new PageRequest(20, null));
    }

    @Test
    void theNextPageKeepsTheLimit() {
        assertThat(PageRequest.first(7).from("cursor")).isEqualTo(new PageRequest(7, "cursor"));
    }
}
