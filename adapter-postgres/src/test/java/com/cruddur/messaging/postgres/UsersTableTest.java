package com.cruddur.messaging.postgres;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.cruddur.messaging.contract.UsersContract;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Users;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The directory on a table of another program, with names that need quotes. */
class UsersTableTest implements UsersContract {
    private static HikariDataSource pool;
    private static Users users;

    @BeforeAll
    static void makeTheTable() {
        pool = ConnectionUrl.parse(TestPostgres.newDatabase()).open();
        TestPostgres.execute(pool, """
                create schema "Shop";
                create table "Shop"."user ""accounts" (
                  "Id" uuid primary key, "full name" text, nick text, "order" text)""");
        users = new PostgresUsers(pool, new UsersTable("Shop", "user \"accounts", "Id", "full name", "nick", "order"));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Override
    public Users users() {
        return users;
    }

    @Override
    public void store(User user, String subject) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("insert into \"Shop\".\"user \"\"accounts\" values (?, ?, ?, ?)")) {
            statement.setObject(1, user.uuid());
            statement.setString(2, user.displayName());
            statement.setString(3, user.handle());
            statement.setString(4, subject);
            statement.execute();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aNameThatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UsersTable("", "users", "a", "b", "c", "d"));
        assertThatIllegalArgumentException().isThrownBy(() -> new UsersTable("s", "u", "a", "b", "c\0", "d"));
        assertThatIllegalArgumentException().isThrownBy(() -> new UsersTable("s", "u", "a".repeat(64), "b", "c", "d"));
    }
}
