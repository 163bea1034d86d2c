package com.cruddur.messaging.postgres.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The statements that store one message, in the group that it names or in that of the two users. */
final class PostStatements {
    private final AppendStatement toGroup;
    private final AppendStatement toPair;
    private final OpenStatement open;

    PostStatements(Schema schema) {
        toGroup = AppendStatement.toGroup(schema);
        toPair = AppendStatement.toPair(schema);
        open = new OpenStatement(schema);
    }

    Outcome run(PostSession session, Post post) throws SQLException {
        if (post.receiver() == null) {
            return toGroup.run(session, List.of(post)).get(0);
        }
        while (true) {
            Outcome outcome = toPair.run(session, List.of(post)).get(0);
            if (!(outcome instanceof Outcome.NoGroup)) {
                return outcome;
            }
            Optional<Outcome> opened = open.run(session, post);
            if (opened.isPresent()) {
                return opened.get();
            }
        }
    }
}
