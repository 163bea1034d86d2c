package com.cruddur.messaging.app.serve;

import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.app.terminal.StoreErrors;
import com.cruddur.messaging.port.Events;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.PostgresUsers;
import com.cruddur.messaging.postgres.UsersSchema;
import com.cruddur.messaging.postgres.events.PostgresEvents;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL database of a service. */
final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private Database() {}

    /** @throws CommandException when the text is no connection URL */
    static ConnectionUrl url(String text) {
        try {
            return ConnectionUrl.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandException("CONNECTION_URL cannot be used: " + e.getMessage(), e);
        }
    }

    static HikariDataSource open(ConnectionUrl url, Lifecycle lifecycle) {
        HikariDataSource database = url.open();
        lifecycle.add("the connections to PostgreSQL", database);
        return database;
    }

    /**
     * Carries events between the instances that share a database.
     *
     * @throws CommandException when MESSAGING_EVENTS_URL is no connection URL
     */
    static Events events(ServeOptions options, Lifecycle lifecycle) {
        String url = options.eventsUrl().orElseThrow();
        try {
            PostgresEvents events = new PostgresEvents(ConnectionUrl.parse(url).unpooled(), options.schema());
            lifecycle.add("the events between instances", events);
            return events;
        } catch (IllegalArgumentException e) {
            throw new CommandException("MESSAGING_EVENTS_URL cannot be used: " + e.getMessage(), e);
        }
    }

    /** @throws CommandException when the users cannot be read */
    static void requireUsers(HikariDataSource database, ConnectionUrl url) {
        try {
            new PostgresUsers(database).byHandle("");
            List<String> missing = new UsersSchema(database).missing();
            if (!missing.isEmpty()) {
                LOG.warn(
                        "the table public.users lacks the unique index {}: several users can get the same handle or subject,"
                                + " and then none of them is found; messaging db schema-load creates it",
                        String.join(" and ", missing));
            }
        } catch (StorageException e) {
            throw new CommandException(url + " cannot be used: " + StoreErrors.ofPostgres(e), e);
        }
    }
}
