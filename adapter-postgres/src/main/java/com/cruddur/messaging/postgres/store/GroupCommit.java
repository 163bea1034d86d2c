package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.store.QueuedPost.Turn;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Stores many messages with one commit, and never waits for more of them.
 *
 * <p>Where nobody is committing, a caller commits its own post at once. The posts that arrive meanwhile go into the next commit, whose
 * leader is the first of them. A leader commits one batch and hands over, so that its own caller does not wait for others.
 */
final class GroupCommit {
    private static final int CAPACITY = 4096;
    private static final int LOCK_TIMEOUT_MILLIS = 100;

    private final PostQueue queue = new PostQueue(CAPACITY);
    private final Connections connections;
    private final AppendStatement append;
    private final LoneStatement lone;
    private final SinglePosts singles;

    GroupCommit(Connections connections, Schema schema, SinglePosts singles) {
        this.connections = connections;
        this.append = AppendStatement.skippingLocked(schema);
        this.lone = new LoneStatement(schema);
        this.singles = singles;
    }

    /**
     * Stores the message of a post. The calling thread may also store those of others.
     *
     * @throws StorageException when the database failed, or the deadline is over
     */
    Outcome store(Post post, Deadline deadline) {
        QueuedPost mine = new QueuedPost(post, deadline);
        queue.add(mine);
        while (true) {
            Turn turn = mine.await();
            if (turn == Turn.END) {
                return mine.result();
            }
            if (turn == Turn.SINGLE) {
                return storeSingle(mine);
            }
            if (turn == Turn.LEAD) {
                lead(mine);
            } else if (queue.withdraw(mine)) {
                throw new StorageException("the message store did not store a message in time, or cannot tell", null);
            }
        }
    }

    int waiting() {
        return queue.size();
    }

    private Outcome storeSingle(QueuedPost mine) {
        try {
            return singles.store(mine.post(), mine.sent(), mine.deadline());
        } finally {
            queue.singleDone(mine);
        }
    }

    private void lead(QueuedPost leader) {
        List<QueuedPost> batch = queue.takeBatch();
        leader.give(Turn.WAIT);
        try {
            if (!batch.isEmpty()) {
                commit(batch, leader.deadline());
            }
        } finally {
            queue.batchDone();
        }
    }

    /** A batch that fails is repeated post by post, so that none fails for a neighbour. */
    private void commit(List<QueuedPost> batch, Deadline deadline) {
        List<Outcome> outcomes;
        try (Session session = connections.open(deadline, LOCK_TIMEOUT_MILLIS)) {
            outcomes = store(session, batch.stream().map(QueuedPost::post).toList());
        } catch (StorageException e) {
            batch.forEach(it -> it.end(e));
            return;
        } catch (SQLException e) {
            boolean sent = Failure.of(e) == Failure.UNKNOWN;
            batch.forEach(it -> queue.makeSingle(it, sent));
            return;
        }
        for (int i = 0; i < outcomes.size(); i++) {
            end(batch.get(i), outcomes.get(i));
        }
    }

    private List<Outcome> store(Session session, List<Post> posts) throws SQLException {
        if (posts.size() == 1 && posts.get(0).key() == null) {
            Optional<Outcome> stored = lone.run(session, posts.get(0));
            if (stored.isPresent()) {
                return List.of(stored.get());
            }
        }
        return append.run(session, posts);
    }

    private void end(QueuedPost post, Outcome outcome) {
        if (outcome instanceof Outcome.Locked) {
            queue.makeSingle(post, false);
        } else {
            post.end(outcome);
        }
    }
}
