package com.cruddur.messaging.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.MessageText;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void equalRequestsHaveEqualFingerprints() {
        assertThat(of("handle bayko", "hello")).isEqualTo(of("handle bayko", "hello"));
    }

    @Test
    void otherRequestsHaveOtherFingerprints() {
        List<String> fingerprints = List.of(
                of("handle bayko", "hello"),
                of("handle bayko", "hello "),
                of("handle bayko", "Hello"),
                of("handle bayk", "ohello"),
                of("handle baykoh", "ello"),
                of("handle baykohell", "o"),
                of("group bayko", "hello"),
                of("handle Bayko", "hello"),
                of("handle bayko", "\u00E9"),
                of("handle bayko", "e\u0301"));
        assertThat(fingerprints).doesNotHaveDuplicates();
    }

    /** It is stored, so it stays: the SHA-256 of the target's length in 4 bytes, the target, and the text. */
    @Test
    void aFingerprintStaysTheSameAcrossVersions() {
        assertThat(of("handle bayko", "hello"))
                .isEqualTo("5e93d4b823cd5a0c7e3854108ec4c34f8a87bb49460b33097038b235b36489d9");
    }

    private static String of(String target, String text) {
        return Fingerprint.of(target, new MessageText(text));
    }
}
