package com.cruddur.messaging.dynamodb.repair;

import static com.cruddur.messaging.dynamodb.table.Keys.string;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.dynamodb.item.ItemKey;
import com.cruddur.messaging.dynamodb.repair.Finding.Kind;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.write.FencedWrite;
import com.cruddur.messaging.dynamodb.write.Transactions;
import com.cruddur.messaging.dynamodb.write.WriteRole;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The findings that an operator knows of and that nothing can mend. Other groups of a pair are recorded in its pair item. Items of
 * the reference that cannot be read, and groups whose members are not known, have a record each in a partition of its own. A record
 * changes the reports only.
 */
final class Acknowledgements {
    private static final String PARTITION = "ACKNOWLEDGED";
    private static final String ITEM_PK = "item_pk";
    private static final String ITEM_SK = "item_sk";
    private static final String GROUPS = "acknowledged_group_uuids";
    private static final String RECORD = "record what is acknowledged";
    private static final Set<Kind> OF_HEADLESS =
            Set.of(Kind.MEMBERS_UNKNOWN, Kind.HEAD_MISSING, Kind.PAIR_WITHOUT_HEAD);

    private final BulkReads reads;
    private final Transactions transactions;
    private Optional<Set<ItemKey>> recorded = Optional.empty();

    Acknowledgements(BulkReads reads, Transactions transactions) {
        this.reads = reads;
        this.transactions = transactions;
    }

    boolean cover(Finding finding) {
        return finding.kind() == Kind.DUPLICATE_GROUP
                ? pairOf(finding)
                        .filter(it -> groups(it).contains(finding.group()))
                        .isPresent()
                : subject(finding).filter(it -> recorded().contains(it)).isPresent();
    }

    /**
     * Records a finding.
     *
     * @return whether it is one of those that can be acknowledged
     */
    boolean record(Finding finding) {
        if (finding.kind() == Kind.DUPLICATE_GROUP) {
            return pairOf(finding).filter(it -> record(finding, it)).isPresent();
        }
        subject(finding).ifPresent(this::record);
        return subject(finding).isPresent();
    }

    /** The item that there is something wrong with; of a group without a head, the head that is not there. */
    private static Optional<ItemKey> subject(Finding finding) {
        if (finding.kind() == Kind.UNREADABLE) {
            return finding.item().filter(Acknowledgements::isOfTheReference);
        }
        return Optional.of(finding)
                .filter(it -> OF_HEADLESS.contains(it.kind()))
                .map(it -> new Item(Keys.head(UUID.fromString(it.group()))).itemKey());
    }

    private static boolean isOfTheReference(ItemKey item) {
        return item.pk().startsWith("MSG#") || item.pk().startsWith("GRP#");
    }

    private void record(ItemKey subject) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(Keys.PK, string(PARTITION));
        item.put(Keys.SK, string(digest(subject)));
        item.put(ITEM_PK, string(subject.pk()));
        item.put(ITEM_SK, string(subject.sk()));
        transactions.write(new FencedWrite(RECORD, writes -> writes.putNew(WriteRole.SENT, item)));
        recorded().add(subject);
    }

    /** They are read once something is found. */
    private Set<ItemKey> recorded() {
        if (recorded.isEmpty()) {
            Set<ItemKey> read = new HashSet<>();
            reads.partition(PARTITION, it -> read.add(new ItemKey(it.text(ITEM_PK), it.text(ITEM_SK))));
            recorded = Optional.of(read);
        }
        return recorded.get();
    }

    /** A partition key may be longer than a sort key can be. */
    private static String digest(ItemKey key) {
        try {
            String text = key.pk().length() + " " + key.pk() + key.sk();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Optional<Item> pairOf(Finding duplicate) {
        UUID uuid = UUID.fromString(duplicate.group());
        return reads.get(Keys.head(uuid)).flatMap(head -> {
            MessageGroup group = Items.group(uuid, head);
            return reads.get(Keys.pair(group));
        });
    }

    private static Set<String> groups(Item pair) {
        AttributeValue groups = pair.attributes().get(GROUPS);
        return groups == null ? Set.of() : Set.copyOf(groups.ss());
    }

    /** Both: the one that first contacts go to now may be the other one later. */
    private boolean record(Finding duplicate, Item pair) {
        String named = pair.text(Keys.GROUP_UUID);
        return transactions.write(new FencedWrite(
                RECORD,
                writes -> writes.update(
                        WriteRole.PAIR,
                        pair.key(),
                        "ADD " + GROUPS + " :groups",
                        Keys.GROUP_UUID + " = :named",
                        Map.of(
                                ":groups",
                                AttributeValue.fromSs(List.of(named, duplicate.group())),
                                ":named",
                                string(named)))));
    }
}
