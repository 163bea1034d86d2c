package com.cruddur.messaging.benchmarks;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.User;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A Javalin handler that stores each post by one statement over plain JDBC, and says what it was given to say. */
final class SqlServer {
    private static final int CONNECTIONS = 64;
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<UUID, User> senders = new HashMap<>();
    private final SqlAlone sql;
    private final Answer answer;

    private SqlServer(HikariDataSource pool, Answer answer) throws SQLException {
        this.sql = new SqlAlone(pool);
        this.answer = answer;
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select uuid, lower, lower_name, lower_handle from messaging.message_groups");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                User lower = new User(rows.getObject(2, UUID.class), rows.getString(3), rows.getString(4));
                senders.put(rows.getObject(1, UUID.class), lower);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        ServerProcess.serve(() -> start(args[0], Path.of(args[1])));
    }

    private static int start(String jdbcUrl, Path recorded) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(CONNECTIONS);
        SqlServer server = new SqlServer(new HikariDataSource(config), Pattern.POST.of(RecordedAnswers.read(recorded)));
        return JavalinServer.bare(bare -> bare.routes.post(Pattern.POST_PATH, server::post));
    }

    private void post(Context ctx) throws Exception {
        JsonNode body = JSON.readTree(ctx.bodyAsBytes());
        UUID group = UUID.fromString(body.path("message_group_uuid").asText());
        sql.post(group, requireNonNull(senders.get(group)), body.path("message").asText());
        JavalinServer.say(ctx, answer.header("Content-Type"), answer.ownHeaders(), answer.body());
    }
}
