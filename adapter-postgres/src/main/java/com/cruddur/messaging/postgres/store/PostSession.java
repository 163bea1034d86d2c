package com.cruddur.messaging.postgres.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Runs the statements of a post, so that they count all together or not at all. */
interface PostSession {
    /** Sets the parameters of a statement, the first at this index. */
    interface Binder {
        void bind(PreparedStatement statement, int first) throws SQLException;
    }

    /** Reads what a statement answered. */
    interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Runs a statement and commits it. All of it goes to the server in one message. */
    <T> T commitInOneMessage(String query, Binder binder, Reader<T> reader) throws SQLException;

    /** Runs a first statement, which {@link #commit} or {@link #rollBack} follows. */
    <T> T begin(String query, Binder binder, Reader<T> reader) throws SQLException;

    void commit() throws SQLException;

    void rollBack() throws SQLException;
}
