package com.cruddur.messaging.dynamodb.write;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes on condition that the table is as it was read. The answer is whether this did it. If not, another writer has changed it, or an earlier
 * attempt has written it and its answer was lost: the caller looks again.
 */
public record FencedWrite(String name, Consumer<Writes> writes) implements Transactions.Attempt<Boolean> {
    @Override
    public void addTo(Writes all) {
        writes.accept(all);
    }

    @Override
    public Boolean written() {
        return true;
    }

    @Override
    public Optional<Boolean> cancelled(Cancellation cancellation) {
        boolean changed = cancellation.reasons().keySet().stream().anyMatch(cancellation::failed);
        return changed ? Optional.of(false) : Optional.empty();
    }
}
