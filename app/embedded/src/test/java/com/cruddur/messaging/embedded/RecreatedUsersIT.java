package com.cruddur.messaging.embedded;

import static com.cruddur.messaging.embedded.ServiceProcess.EMBEDDED_JAR;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference's {@code db/schema-load} and {@code db/seed}, run on the PostgreSQL of the run command. */
final class RecreatedUsersIT {
    private static final List<String> HANDLES = List.of("altbrown", "andrewbrown", "bayko", "londo");
    private static final String SEED = """
            insert into public.users (display_name, handle, email, cognito_user_id) values
              ('Andrew Brown', 'andrewbrown', 'andrew@exampro.co', 'MOCK'),
              ('Alt Brown', 'altbrown', 'andrew@cloudprojectbootcamp.com', 'MOCK'),
              ('Andrew Bayko', 'bayko', 'bayko@exampro.co', 'MOCK'),
              ('Londo Mollari', 'londo', 'lmollari@centari.com', 'MOCK')""";

    @TempDir
    private Path directory;

    @Test
    void theTableIsMendedOrTheServiceSaysHow() throws Exception {
        int port = LocalStack.freePort();
        String database = "postgresql://postgres@127.0.0.1:" + port + "/cruddur";
        Map<String, String> environment = Map.of("MESSAGING_POSTGRES_PORT", "" + port);
        String token;
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, environment)) {
            token = service.token("londo");
            recreate(database);
            TestDatabases.execute(database, "alter table public.users add column bio text");
            TestDatabases.execute(database, SEED);
        }
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, environment)) {
            requireMended(service, database, token);
            recreate(database);
            TestDatabases.execute(database, SEED);
            TestDatabases.execute(database, SEED);
        }
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, environment)) {
            requireUnavailable(service.get("/api/message_groups", token));
            requireUnavailable(service.post(token, Json.object("handle", "bayko", "message", "hello")));
            assertThat(service.get("/api/health-check", token).statusCode()).isEqualTo(200);
            String command = "messaging db drop --connection-url " + database;
            assertThat(service.err().lines().filter(it -> it.endsWith(command))).hasSize(1);
            Invocation.of("db", "drop", "--connection-url", database, "--yes").succeeded();
            requireMended(service, database, token);
        }
        try (ServiceProcess service = ServiceProcess.serve(directory, EMBEDDED_JAR, environment)) {
            requireMended(service, database, token);
        }
    }

    private static void recreate(String database) {
        TestDatabases.execute(database, "drop table public.users");
        TestDatabases.execute(database, TestDatabases.REFERENCE_TABLE);
    }

    private static void requireMended(ServiceProcess service, String database, String earlierToken) throws Exception {
        assertThat(service.get("/api/message_groups", earlierToken).statusCode())
                .isEqualTo(200);
        for (String handle : HANDLES) {
            assertThat(service.get("/api/message_groups", service.token(handle)).statusCode())
                    .as(handle)
                    .isEqualTo(200);
        }
        assertThat(service.post(earlierToken, Json.object("handle", "bayko", "message", "hello"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(TestDatabases.query(database, "select handle from public.users order by 1"))
                .isEqualTo(HANDLES);
        assertThat(TestDatabases.query(
                        database, "select indexname from pg_indexes where tablename = 'users' order by 1"))
                .containsExactly("users_cognito_user_id_key", "users_handle_key", "users_pkey");
    }

    private static void requireUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(Json.parse(answer.body()).get("errors").get(0).asText()).isEqualTo("unavailable");
    }
}
