package com.cruddur.messaging.dynamodb.simulation;

import com.cruddur.messaging.domain.User;
import java.util.UUID;

/** The items of the table, as it stores them. */
sealed interface Item {
    Key key();

    /** A group's members, and its last message. */
    record Head(Key key, User lower, User higher, long lastAt, String last) implements Item {
        @Override
        public String toString() {
            return key + "{last " + lastAt + "}";
        }
    }

    /** Where a group's rows stand: the message they show, and their places. */
    record Rows(Key key, long standAt, long lower, long higher) implements Item {
        @Override
        public String toString() {
            return key + "{at " + standAt + ": " + lower + ", " + higher + "}";
        }
    }

    /**
     * A member's inbox row.
     *
     * @param shows the time of the message it shows; its place is the key's
     * @param foreign stands for every attribute that is not ours; empty when they are lost
     */
    record Row(Key key, UUID group, User other, String preview, long shows, String foreign) implements Item {
        Row movedTo(long place, long message, String text) {
            return new Row(Key.row(key.of(), place), group, other, text, message, foreign);
        }

        Row withSevenAttributes() {
            return new Row(key, group, other, preview, shows, "");
        }

        @Override
        public String toString() {
            return key + "{group " + group.getLeastSignificantBits() + " shows " + shows + "}";
        }
    }

    record Message(Key key, String text) implements Item {}
}
