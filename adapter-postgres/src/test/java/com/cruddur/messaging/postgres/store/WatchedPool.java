package com.cruddur.messaging.postgres.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/** A pool that hands every statement to a watcher, which may run it, fail, or do something else. */
final class WatchedPool {
    private WatchedPool() {}

    interface Watcher {
        /**
         * Is called in place of a statement.
         *
         * @param sql the statement, with the values of its parameters
         * @param statement runs it, and answers what it answers
         */
        Object run(String sql, Connection connection, Callable<Object> statement) throws Exception;
    }

    static DataSource of(DataSource pool, Watcher watcher) {
        return proxy(DataSource.class, pool, (method, call) -> {
            Object answer = call.call();
            return answer instanceof Connection connection ? watched(connection, watcher) : answer;
        });
    }

    private static Connection watched(Connection connection, Watcher watcher) {
        return proxy(Connection.class, connection, (method, call) -> {
            Object answer = call.call();
            if (answer instanceof PreparedStatement statement) {
                return watched(PreparedStatement.class, statement, connection, watcher);
            }
            return answer instanceof Statement statement
                    ? watched(Statement.class, statement, connection, watcher)
                    : answer;
        });
    }

    private static <S extends Statement> S watched(Class<S> type, S statement, Connection connection, Watcher watcher) {
        return proxy(type, statement, (method, call) -> {
            if (!method.startsWith("execute")) {
                return call.call();
            }
            String sql = method.contains(" ") ? method : statement.toString().replaceFirst("(?s)^.* wrapping ", "");
            return watcher.run(sql, connection, call);
        });
    }

    private interface Around {
        /** @param method its name, and its first argument where that is text */
        Object invoke(String method, Callable<Object> call) throws Exception;
    }

    private static <T> T proxy(Class<T> type, T target, Around around) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> around.invoke(
                        method.getName() + (arguments != null && arguments[0] instanceof String sql ? " " + sql : ""),
                        () -> invoke(method, target, arguments))));
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
