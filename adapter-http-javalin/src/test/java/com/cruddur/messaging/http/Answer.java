package com.cruddur.messaging.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/** Checks of an answer. */
final class Answer {
    private Answer() {}

    /** That it is a problem of RFC 9457, in full, with one code. */
    static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertProblem(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse("none"),
                response.body(),
                status,
                code);
    }

    static void assertProblem(RawHttp response, int status, String code) {
        assertProblem(
                response.status(),
                response.headers().getOrDefault("content-type", "none"),
                response.body(),
                status,
                code);
    }

    private static void assertProblem(int actual, String contentType, String body, int status, String code) {
        assertThat(actual).describedAs(body).isEqualTo(status);
        assertThat(contentType).isEqualTo("application/problem+json");
        assertThat(body)
                .matches("\\{\"type\":\"about:blank\",\"title\":\"[A-Z][A-Za-z ]+\",\"status\":" + status
                        + ",\"detail\":\"[A-Z][^\"]+\\.\",\"errors\":\\[\"" + code + "\"\\]\\}");
    }
}
