package com.cruddur.messaging.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a database is and how to sign in there, as {@code postgresql://user:password@host:5432/database?parameter=value}, each part
 * percent-encoded where it needs to be.
 *
 * <p>The scheme may be {@code postgres} too; the port may be left out (5432), and so may the user and the password. Parameters are
 * those of the PostgreSQL JDBC driver, such as {@code sslmode}, and libpq's names {@code connect_timeout} and {@code
 * application_name}. Neither an error nor {@link #toString} tells a user name, a password or a parameter's value.
 */
public final class ConnectionUrl {
    private static final String FORM = "a connection URL has the form postgresql://user:password@host:5432/database";
    private static final Pattern HOST_AND_PORT = Pattern.compile("([\\w.-]+|\\[[\\p{XDigit}:.]+])(?::(\\d{1,5}))?");
    private static final Map<String, String> LIBPQ_NAMES = Map.of(
            "connect_timeout", PGProperty.CONNECT_TIMEOUT.getName(),
            "application_name", PGProperty.APPLICATION_NAME.getName());
    private static final int DEFAULT_PORT = 5432;
    private static final int POOL_SIZE = 10;
    private static final long CONNECTION_TIMEOUT_MILLIS = 3_000;

    private final String host;
    private final int port;
    private final String database;
    private final Optional<String> user;
    private final Optional<String> password;
    private final Map<String, String> parameters;

    private ConnectionUrl(URI url) {
        String authority =
                Optional.ofNullable(url.getRawAuthority()).orElseThrow(() -> new IllegalArgumentException(FORM));
        int at = authority.lastIndexOf('@');
        Matcher hostAndPort = HOST_AND_PORT.matcher(authority.substring(at + 1));
        if (!hostAndPort.matches()) {
            throw new IllegalArgumentException(FORM);
        }
        host = hostAndPort.group(1);
        port = Optional.ofNullable(hostAndPort.group(2)).map(Integer::parseInt).orElse(DEFAULT_PORT);
        database = decode(url.getRawPath().replaceFirst("^/", ""));
        String[] credentials = authority.substring(0, Math.max(at, 0)).split(":", 2);
        user = Optional.of(decode(credentials[0])).filter(it -> !it.isEmpty());
        password = credentials.length == 1 ? Optional.empty() : Optional.of(decode(credentials[1]));
        parameters = parameters(url.getRawQuery());
        // A raw @ there is a password's, which has a raw / before it.
        boolean cutPassword = url.getRawPath().contains("@");
        if (cutPassword || database.isEmpty() || port == 0 || port > 0xFFFF) {
            throw new IllegalArgumentException(FORM);
        }
    }

    /** @throws IllegalArgumentException when the text is not a connection URL, or has a parameter that the driver does not know */
    public static ConnectionUrl parse(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            // Its message and its input hold the password.
            throw new IllegalArgumentException(FORM);
        }
        if (!Set.of("postgresql", "postgres").contains(String.valueOf(url.getScheme()))) {
            throw new IllegalArgumentException(FORM);
        }
        return new ConnectionUrl(url);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        // A server that no longer answers must not hold a caller for ever, and its errors quote rows.
        parameters.put(PGProperty.CONNECT_TIMEOUT.getName(), "2");
        parameters.put(PGProperty.SOCKET_TIMEOUT.getName(), "10");
        parameters.put(PGProperty.LOG_SERVER_ERROR_DETAIL.getName(), "false");
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            String[] nameAndValue = parameter.split("=", 2);
            String name = LIBPQ_NAMES.getOrDefault(nameAndValue[0], nameAndValue[0]);
            if (nameAndValue.length == 1 || PGProperty.forName(name) == null) {
                throw new IllegalArgumentException(
                        "a connection URL has parameters of the PostgreSQL JDBC driver alone, each with a value");
            }
            parameters.put(name, decode(nameAndValue[1]));
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /**
     * Opens a pool of up to {@value #POOL_SIZE} connections, which the caller closes. It does not ask whether the database is there.
     * A user of the pool waits up to 3 s for a connection. To connect takes up to 2 s, and an answer up to 10 s; {@code
     * connectTimeout} and {@code socketTimeout} change these two, in seconds.
     */
    public HikariDataSource open() {
        return open(CONNECTION_TIMEOUT_MILLIS);
    }

    /** @param connectionTimeoutMillis how long a user of the pool waits for a connection, at least 250 ms */
    HikariDataSource open(long connectionTimeoutMillis) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("users");
        config.setJdbcUrl(jdbcUrl());
        user.ifPresent(config::setUsername);
        password.ifPresent(config::setPassword);
        parameters.forEach(config::addDataSourceProperty);
        config.setMaximumPoolSize(POOL_SIZE);
        config.setConnectionTimeout(connectionTimeoutMillis);
        config.setValidationTimeout(connectionTimeoutMillis / 2);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /**
     * Opens a new connection for each use, without a pool that would go on trying. Where the database cannot be used, the first use
     * fails at once. It suits work that needs a few connections, such as a command's. It waits for answers as long as {@link #open}.
     */
    public DataSource unpooled() {
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setUrl(jdbcUrl());
        user.ifPresent(connections::setUser);
        password.ifPresent(connections::setPassword);
        try {
            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                connections.setProperty(parameter.getKey(), parameter.getValue());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the driver does not know a parameter that it knew", e);
        }
        return connections;
    }

    private String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8);
    }

    /** The host, the port and the database. */
    @Override
    public String toString() {
        return "postgresql://" + host + ":" + port + "/" + database;
    }
}
