package com.cruddur.messaging.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextTest {
    @Test
    void onlyAsciiLettersAreFolded() {
        assertThat(Text.folded("@AZaz[`{09_-.")).isEqualTo("@azaz[`{09_-.");
        assertThat(Text.folded("\u00C9\u0130\u212A\u017F\uD801\uDC00"))
                .isEqualTo("\u00C9\u0130\u212A\u017F\uD801\uDC00");
    }
}
