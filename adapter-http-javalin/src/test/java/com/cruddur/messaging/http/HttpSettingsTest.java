package com.cruddur.messaging.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"https://app.example.com", "http://localhost:3000", "http://127.0.0.1:4567", "http://[::1]:8080"
            })
    void whatABrowserSendsIsAnOrigin(String origin) {
        assertThat(settings(origin).origins()).containsExactly(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "",
                "null",
                "localhost:3000",
                "https://*.example.com",
                "https://app.example.com/",
                "https://app.example.com/x",
                "https://app.example.com:443",
                "http://app.example.com:80",
                "https://App.example.com",
                "HTTPS://app.example.com",
                "https://user@app.example.com",
                "ftp://app.example.com"
            })
    void anythingElseIsNone(String origin) {
        assertThatThrownBy(() -> settings(origin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("origin");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void aPortThatIsNoneIsRefused(int port) {
        assertThatThrownBy(() -> HttpSettings.on("127.0.0.1", port)).isInstanceOf(IllegalArgumentException.class);
    }

    private static HttpSettings settings(String origin) {
        return new HttpSettings("127.0.0.1", 0, Set.of(origin), routes -> {});
    }
}
