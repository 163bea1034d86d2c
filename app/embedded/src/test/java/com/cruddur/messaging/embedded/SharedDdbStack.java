package com.cruddur.messaging.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the same {@link DdbStack} to all classes of a test process. They empty its table, and leave its users as they are. */
final class SharedDdbStack implements ParameterResolver {
    private record Running(Path directory, DdbStack stack) implements AutoCloseable {
        static Running start() {
            try {
                Path directory = Files.createTempDirectory("ddb-stack");
                return new Running(directory, new DdbStack(directory));
            } catch (Exception e) {
                throw new IllegalStateException("the databases do not start", e);
            }
        }

        @Override
        public void close() throws IOException {
            stack.close();
            FileUtils.deleteDirectory(directory.toFile());
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DdbStack.class;
    }

    @Override
    public DdbStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The root's store is of one class alone where classes are handed to processes one by one.
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedDdbStack.class))
                .computeIfAbsent(Running.class, it -> Running.start(), Running.class)
                .stack();
    }
}
