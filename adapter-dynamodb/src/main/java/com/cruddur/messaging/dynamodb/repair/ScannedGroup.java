package com.cruddur.messaging.dynamodb.repair;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.dynamodb.item.UnreadableItemException;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The items of one group on a page of the scan. */
final class ScannedGroup {
    private boolean head;
    private @Nullable MessageGroup named;
    private final List<Item> rows = new ArrayList<>();
    private @Nullable Item newest;
    private @Nullable Item last;

    /** @param unreadable gets a finding for each item that cannot be read as its key says */
    static Map<UUID, ScannedGroup> byGroup(List<Item> page, Consumer<Finding> unreadable) {
        Map<UUID, ScannedGroup> groups = new LinkedHashMap<>();
        for (Item item : page) {
            try {
                add(item, groups);
            } catch (UnreadableItemException e) {
                unreadable.accept(Finding.unreadable(e.item()));
            }
        }
        return groups;
    }

    private static void add(Item item, Map<UUID, ScannedGroup> groups) {
        String pk = item.text(Keys.PK);
        String kind = pk.substring(0, pk.indexOf('#') + 1);
        switch (kind) {
            case "HEAD#" -> of(groups, OwnItems.head(item)).head = true;
            case "ROWS#" -> OwnItems.rows(item);
            case "PAIR#" -> {
                MessageGroup pair = OwnItems.pair(item);
                of(groups, pair.uuid()).named = pair;
            }
            case "SENT#" -> OwnItems.sent(item);
            case "GRP#" -> {
                item.owner();
                of(groups, Items.inboxEntry(item).group()).rows.add(item);
            }
            case "MSG#" -> {
                UUID group = item.owner();
                Items.message(group, item);
                of(groups, group).addMessage(item);
            }
            default -> {
                // Items of other programs, and records of acknowledged findings.
            }
        }
    }

    private static ScannedGroup of(Map<UUID, ScannedGroup> groups, UUID group) {
        return groups.computeIfAbsent(group, it -> new ScannedGroup());
    }

    private void addMessage(Item message) {
        if (newest == null || !message.time(Keys.SK).isBefore(newest.time(Keys.SK))) {
            newest = message;
        }
        last = message;
    }

    boolean head() {
        return head;
    }

    /** The group as a pair item names it. */
    Optional<MessageGroup> named() {
        return Optional.ofNullable(named);
    }

    /** Whether there is nothing but a pair item that names it. */
    boolean onlyNamed() {
        return !head && !messages() && rows.isEmpty();
    }

    List<Item> rows() {
        return rows;
    }

    boolean messages() {
        return last != null;
    }

    /** Whether a message was seen that comes after this time, by the clock or by the order of the texts. */
    boolean messageAfter(Item head) {
        return newest != null
                && last != null
                && (newest.time(Keys.SK).isAfter(head.time(Keys.MESSAGE_CREATED_AT))
                        || last.text(Keys.SK).compareTo(head.text(Keys.MESSAGE_CREATED_AT)) > 0);
    }
}
