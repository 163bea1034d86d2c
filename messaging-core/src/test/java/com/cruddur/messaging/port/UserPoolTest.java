package com.cruddur.messaging.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.port.UserPool.Member;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UserPoolTest {
    @Test
    void aMembersTextFormTellsNoAddress() {
        Member member = new Member(
                "sub-1", Optional.of("bayko"), Optional.of("Andrew Bayko"), Optional.of("private-address@example.com"));
        assertThat(member.toString()).contains("sub-1", "bayko", "Andrew Bayko").doesNotContain("private-address");
    }
}
