package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.dynamodb.stream.ChangeRecord;
import com.cruddur.messaging.dynamodb.table.Keys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The records that a table's stream is yet to deliver, told from the writes that were done. Records that name no group are among it. */
final class PendingRecords {
    private static final int LARGEST_BATCH = 10;
    private static final int WINDOW = 8;
    private static final int FOREIGN_ONE_IN = 100;

    private final List<ChangeRecord> pending = new ArrayList<>();
    private final SplittableRandom random;
    private int written;

    PendingRecords(SplittableRandom random) {
        this.random = random;
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    void written(TransactWriteItem write) {
        if (write.put() != null) {
            add("INSERT", write.put().item().get(Keys.PK).s());
        } else if (write.update() != null) {
            add("MODIFY", write.update().key().get(Keys.PK).s());
        } else if (write.delete() != null) {
            add("REMOVE", write.delete().key().get(Keys.PK).s());
        }
        if (random.nextInt(FOREIGN_ONE_IN) == 0) {
            add("INSERT", "HEAD#");
        }
    }

    private void add(String eventName, String pk) {
        pending.add(new ChangeRecord(Integer.toString(written++), eventName, pk));
    }

    /** To be delivered again. */
    void again(Collection<ChangeRecord> records) {
        pending.addAll(records);
    }

    /** Of any size, and in any order; empty where nothing is pending. */
    List<ChangeRecord> nextBatch() {
        List<ChangeRecord> batch = new ArrayList<>();
        for (int size = 1 + random.nextInt(LARGEST_BATCH); size > 0 && !pending.isEmpty(); size--) {
            batch.add(pending.remove(random.nextInt(Math.min(WINDOW, pending.size()))));
        }
        return batch;
    }
}
