package com.cruddur.messaging.dynamodb.table;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How far a member has read.
 *
 * @param read how many messages the other member had sent by then. It is below zero where some of them were sent before the table had
 *     counts: only differences of counts mean something
 * @param upTo the time of the newest message that is read, as text that can be compared with the keys of messages; empty where the member
 *     has marked nothing
 */
public record Horizon(long read, Optional<String> upTo) {
    public static final Horizon NONE = new Horizon(0, Optional.empty());

    public Horizon {
        requireNonNull(upTo, "upTo");
    }

    public static Horizon at(String upTo, long read) {
        return new Horizon(read, Optional.of(upTo));
    }

    /** The horizon of a member in the rows item. */
    public static Horizon of(MemberSlot side, Item rows) {
        return of(rows, side.read(), side.readUpTo());
    }

    /** The horizon that a group row shows. */
    public static Horizon of(Item row) {
        return of(row, Keys.READ, Keys.READ_UP_TO);
    }

    private static Horizon of(Item item, String read, String upTo) {
        return item.attributes().containsKey(upTo) ? at(item.timeText(upTo), item.count(read)) : NONE;
    }

    public Optional<Instant> time() {
        return upTo.map(TimeText::parse);
    }

    /** Whether a mark at that time is no news. */
    public boolean includes(Instant time) {
        return time().filter(it -> !time.isAfter(it)).isPresent();
    }

    /** How many messages the other member has sent after it. */
    public long unreadOf(long sent) {
        return Math.max(0, sent - read);
    }

    /** In a group row, as text: the reference's readers know no numbers. There are none where the member has marked nothing. */
    public Map<String, AttributeValue> attributes() {
        return attributes(Keys.READ, Keys.string(Long.toString(read)), Keys.READ_UP_TO);
    }

    /** In the rows item. */
    public Map<String, AttributeValue> attributes(MemberSlot side) {
        return attributes(side.read(), Keys.number(read), side.readUpTo());
    }

    private Map<String, AttributeValue> attributes(String readAttribute, AttributeValue count, String upToAttribute) {
        return upTo.<Map<String, AttributeValue>>map(it -> Map.of(readAttribute, count, upToAttribute, Keys.string(it)))
                .orElse(Map.of());
    }
}
