package com.cruddur.messaging.contract;

import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Operations in random order, one after the other, compared with a simple model after each of them. */
public interface RandomOperationsContract extends StoreUnderTest {
    @Test
    default void theStoreAnswersRandomOperationsAsASimpleModelDoes() {
        LongStream seeds = Optional.ofNullable(Long.getLong("messaging.seed"))
                .map(LongStream::of)
                .orElseGet(() -> new Random().longs(Integer.getInteger("messaging.runs", 1)));
        seeds.forEach(seed -> {
            RandomOperations operations = new RandomOperations(this, new Random(seed));
            try {
                operations.run(150);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "replay with -Dmessaging.seed=" + seed + "; it failed at the end of: " + operations.done(), e);
            }
        });
    }
}
