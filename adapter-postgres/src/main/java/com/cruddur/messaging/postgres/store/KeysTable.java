package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.port.Idempotency;

/** The idempotency keys, in the table {@code used_keys}: what statements that store a message share. */
final class KeysTable {
    private static final String KEPT = "interval '" + Idempotency.KEPT.toHours() + " hours'";

    /** Whether the time of the key {@code k} is over for a message of this time. */
    static String isOver(String at) {
        return at + " > k.used_at + " + KEPT;
    }

    /**
     * Takes the keys of the rows of {@code locked}, in their order. Where a key is in use, the row that uses it comes back as it is,
     * also when another session has committed it a moment ago: {@code do nothing} would return no row then.
     */
    static final String TAKE = """
            insert into {schema}.used_keys as k (sender, key, fingerprint, used_at, group_uuid, message_at)
              select sender, key, fingerprint, at, group_uuid, created_at
              from locked where key is not null order by sender, key
              on conflict (sender, key) do update set
                fingerprint = case when {over} then excluded.fingerprint else k.fingerprint end,
                used_at = case when {over} then excluded.used_at else k.used_at end,
                group_uuid = case when {over} then excluded.group_uuid else k.group_uuid end,
                message_at = case when {over} then excluded.message_at else k.message_at end
              returning sender, key, fingerprint, group_uuid, message_at""".replace("{over}", isOver("excluded.used_at"));

    private KeysTable() {}
}
