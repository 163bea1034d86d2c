package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.TestPostgres;
import com.zaxxer.hikari.HikariDataSource;

/** A store in a database of its own. */
record TestStore(HikariDataSource pool, PostgresStore store) implements AutoCloseable {
    static TestStore open() {
        HikariDataSource pool = ConnectionUrl.parse(TestPostgres.newDatabase()).open();
        new MessagesSchema(pool).load();
        return new TestStore(pool, new PostgresStore(pool));
    }

    @Override
    public void close() {
        store.close();
        pool.close();
    }
}
