package com.cruddur.messaging.contract;

import com.cruddur.messaging.port.MessageStore;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;

class SqlStoreTest implements StoreContract {
    private static final JdbcConnectionPool DATABASE = database();
    private static final SqlStore STORE = new SqlStore(Jdbi.create(DATABASE));

    private static JdbcConnectionPool database() {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        JdbcConnectionPool connections = JdbcConnectionPool.create(url, "sa", "");
        connections.setMaxConnections(40);
        return connections;
    }

    @Override
    public MessageStore store() {
        return STORE;
    }

    @AfterAll
    static void close() {
        STORE.close();
        DATABASE.dispose();
    }
}
