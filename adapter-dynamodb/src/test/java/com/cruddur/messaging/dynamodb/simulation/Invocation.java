package com.cruddur.messaging.dynamodb.simulation;

import com.cruddur.messaging.port.StorageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A handler that works on a batch, a call at a time, without a thread of its own. At each step it runs from its beginning:
 * the calls it made before give the answers that they gave then, the next one is made, and the one after that ends the
 * run. So a handler can stand still between any two calls; it must do the same whenever it gets the same answers.
 */
final class Invocation implements Calls {
    /** The end of a call: it is done, or fails before it is done, or is done and yet fails. */
    enum Fate {
        DONE,
        REFUSED,
        UNKNOWN
    }

    private record Answer(String name, Object value, boolean failed) {}

    /** No handler catches it. */
    private static final class Suspended extends Error {
        private static final long serialVersionUID = 1L;
        private static final Suspended INSTANCE = new Suspended();

        private Suspended() {
            super(null, null, false, false);
        }
    }

    private static final StorageException FAILURE = new StorageException("injected", null);

    private final List<Change> batch;
    private final Handler handler;
    private final Table table;
    private final Consumer<Supplier<String>> trace;
    private final List<Answer> answers = new ArrayList<>();
    private int made;
    private Optional<Fate> due = Optional.empty();

    Invocation(List<Change> batch, Handler handler, Table table, Consumer<Supplier<String>> trace) {
        this.batch = batch;
        this.handler = handler;
        this.table = table;
        this.trace = trace;
    }

    List<Change> batch() {
        return batch;
    }

    /**
     * Goes on by one call.
     *
     * @return the records that are to be delivered again, once the handler has ended
     */
    Optional<Collection<Change>> step(Fate fate) {
        made = 0;
        due = Optional.of(fate);
        try {
            return Optional.of(handler.handle(batch, this));
        } catch (Suspended notYet) {
            return Optional.empty();
        } catch (RuntimeException failed) {
            return Optional.of(batch);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T call(String name, Object argument, Function<Table, T> call) {
        if (made == answers.size()) {
            answers.add(make(name, argument, call));
        }
        Answer answer = answers.get(made++);
        if (!answer.name().equals(name)) {
            throw new AssertionError("the handler called " + answer.name() + " first, and now " + name);
        }
        if (answer.failed()) {
            throw FAILURE;
        }
        return (T) answer.value();
    }

    private Answer make(String name, Object argument, Function<Table, ?> call) {
        Fate fate = due.orElseThrow(() -> Suspended.INSTANCE);
        due = Optional.empty();
        Object value = fate == Fate.REFUSED ? null : call.apply(table);
        trace.accept(() -> this + " " + name + " " + argument + (fate == Fate.DONE ? " -> " + value : ": " + fate));
        return new Answer(name, value, fate != Fate.DONE);
    }

    @Override
    public String toString() {
        return "handler of " + batch;
    }
}
