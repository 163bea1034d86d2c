package com.cruddur.messaging.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class ConnectionUrlTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "postgresql://user:password@host:5432/cruddur, user, password, jdbc:postgresql://host:5432/cruddur",
                "postgres://user:password@db.example.com/cruddur, user, password, jdbc:postgresql://db.example.com:5432/cruddur",
                "postgresql://user@cruddur_db:6543/cruddur, user, -, jdbc:postgresql://cruddur_db:6543/cruddur",
                "postgresql://127.0.0.1/cruddur, -, -, jdbc:postgresql://127.0.0.1:5432/cruddur",
                "postgresql://user:p%40%3A%2F%25%23+%C3%A9@[::1]:5432/a%20b%2Bc, user, p@:/%#+é, jdbc:postgresql://[::1]:5432/a+b%2Bc",
                "postgresql://us%3Aer:a:b@c@host/cruddur, us:er, a:b@c, jdbc:postgresql://host:5432/cruddur",
                "postgresql://user:@host/cruddur, user, '', jdbc:postgresql://host:5432/cruddur"
            })
    void eachPartIsTakenWhereItStands(String text, String user, String password, String jdbcUrl) {
        ConnectionUrl url = ConnectionUrl.parse(text);
        try (HikariDataSource pool = url.open()) {
            assertThat(pool.getUsername()).isEqualTo(user);
            assertThat(pool.getPassword()).isEqualTo(password);
            assertThat(pool.getJdbcUrl()).isEqualTo(jdbcUrl);
        }
        assertThat(url.toString()).doesNotContain("user", "password", "%40");
    }

    @Test
    void aParameterIsHandedToTheDriverUnderItsNameThere() {
        String text =
                "postgresql://host/cruddur?sslmode=require&connect_timeout=7&application_name=a%26b&socketTimeout=9";
        try (HikariDataSource pool = ConnectionUrl.parse(text).open()) {
            assertThat(pool.getDataSourceProperties())
                    .containsEntry("sslmode", "require")
                    .containsEntry("connectTimeout", "7")
                    .containsEntry("ApplicationName", "a&b")
                    .containsEntry("socketTimeout", "9");
        }
        PGSimpleDataSource unpooled =
                (PGSimpleDataSource) ConnectionUrl.parse(text).unpooled();
        assertThat(unpooled.getServerNames()).containsExactly("host");
        assertThat(unpooled.getDatabaseName()).isEqualTo("cruddur");
        assertThat(unpooled.getSslMode()).isEqualTo("require");
        assertThat(unpooled.getConnectTimeout()).isEqualTo(7);
        assertThat(unpooled.getApplicationName()).isEqualTo("a&b");
        assertThat(unpooled.getSocketTimeout()).isEqualTo(9);
        assertThat(unpooled.getLogServerErrorDetail()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "secret@host/cruddur",
                "postgresql:",
                "postgresql:secret",
                "postgresql://",
                "postgresql:///secret",
                "postgresql://user:secret@/cruddur",
                "postgresql://user:secret@host",
                "postgresql://user:secret@host/",
                "postgresql://user:secret@host:0/cruddur",
                "postgresql://user:secret@host:65536/cruddur",
                "postgresql://user:secret@host:port/cruddur",
                "postgresql://user:secret@one,two/cruddur",
                "postgresql://user:sec ret@host/cruddur",
                "postgresql://user:pass@secret/@host/cruddur",
                "postgresql://user:secret%@host/cruddur",
                "postgresql://user:secret%zz@host/cruddur",
                "mysql://user:secret@host/cruddur",
                "jdbc:postgresql://user:secret@host/cruddur",
                "postgresql://user@host/cruddur?passwort=secret",
                "postgresql://user@host/cruddur?secret",
                "postgresql://user@host/cruddur?sslmode=require&&ssl=secret"
            })
    void anInvalidConnectionUrlIsRefusedWithoutQuotingIt(String text) {
        Throwable refusal = catchThrowable(() -> ConnectionUrl.parse(text));
        assertThat(refusal).isInstanceOf(IllegalArgumentException.class).hasNoCause();
        assertThat(refusal.getMessage()).startsWith("a connection URL has").doesNotContain("secret", "sec ret");
    }

    @Test
    void aPasswordSignsInHoweverItIsWritten() {
        String password = "p@ss:w/ord #%+é'\"";
        String url = TestPostgres.newDatabase();
        try (HikariDataSource admin = ConnectionUrl.parse(url).open()) {
            TestPostgres.execute(admin, "drop role if exists \"a user\"");
            TestPostgres.execute(admin, "create role \"a user\" login password '" + password.replace("'", "''") + "'");
        }
        String encoded = java.net.URLEncoder.encode(password, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
        ConnectionUrl users = ConnectionUrl.parse(url.replace("postgres:postgres@", "a%20user:" + encoded + "@"));
        try (HikariDataSource pool = users.open()) {
            assertThat(TestPostgres.query(pool, "select current_user")).isEqualTo(List.of("a user"));
        }
        assertThat(TestPostgres.query(users.unpooled(), "select current_user")).isEqualTo(List.of("a user"));
    }
}
