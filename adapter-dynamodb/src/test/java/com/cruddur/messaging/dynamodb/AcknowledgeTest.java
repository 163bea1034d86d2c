package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.item.ItemKey;
import com.cruddur.messaging.dynamodb.repair.Finding;
import com.cruddur.messaging.dynamodb.repair.Finding.Kind;
import com.cruddur.messaging.dynamodb.repair.Repairs;
import com.cruddur.messaging.dynamodb.repair.TableRepair.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A finding that nothing can mend is acknowledged once, and then only counted. */
final class AcknowledgeTest extends AdoptedTable {
    private final User carol = people.add("Carol");

    private Outcome acknowledge() {
        left.clear();
        return repair.acknowledge(uuid -> Optional.ofNullable(directory.get(uuid)), left::add, seen -> {});
    }

    private List<Finding> verify(long acknowledged) {
        List<Finding> found = new ArrayList<>();
        Outcome outcome = repair.verify(found::add, seen -> {});
        assertThat(outcome.left()).isEqualTo(found.size());
        assertThat(outcome.acknowledged()).isEqualTo(acknowledged);
        return found;
    }

    @Test
    void acknowledgedFindingsAreCountedAndNewOnesListed() {
        UUID older = reference.group(alice, bob, EARLY, "2026-01-01T00:00:00.000000+00:00");
        UUID newer = reference.group(bob, alice, EARLY, LATE);
        UUID nobody = UUID.randomUUID();
        reference.message(nobody, carol, LATE, "nobody answers");
        reference.put(Map.of("pk", "MSG#MSG#", "sk", LATE, "message", "secret"));
        reference.put(Map.of("pk", "MSG#" + newer, "sk", "2026-02-01T00:00:00", "message", "without message_uuid"));

        assertThat(adopt()).extracting(Outcome::left, Outcome::acknowledged).containsExactly(4L, 0L);
        List<Finding> listed = List.copyOf(left);
        assertThat(acknowledge())
                .extracting(Outcome::left, Outcome::acknowledged)
                .containsExactly(0L, 4L);
        assertThat(left).containsExactlyInAnyOrderElementsOf(listed);

        assertThat(adopt()).extracting(Outcome::left, Outcome::acknowledged).containsExactly(0L, 4L);
        assertThat(left).isEmpty();
        assertThat(acknowledge())
                .extracting(Outcome::left, Outcome::acknowledged)
                .containsExactly(0L, 4L);
        assertThat(verify(3)).isEmpty();
        Outcome rebuilt = repair.rebuild(uuid -> Optional.empty(), left::add, seen -> {});
        assertThat(rebuilt).extracting(Outcome::left, Outcome::acknowledged).containsExactly(0L, 3L);

        // The other of the two becomes the newest: that they are two is known.
        messaging.post(bob.handle(), older, new MessageText("here again"), Optional.empty());
        messaging.refreshInboxes(older);
        assertThat(adopt()).extracting(Outcome::left, Outcome::acknowledged).containsExactly(0L, 4L);

        UUID third = reference.group(alice, bob, EARLY, "2026-01-01T00:00:00.000000+01:00");
        ItemKey bad = new ItemKey("MSG#" + newer, "2026-02-02T00:00:00");
        reference.put(Map.of("pk", bad.pk(), "sk", bad.sk(), "message", "another"));
        assertThat(adopt()).extracting(Outcome::left, Outcome::acknowledged).containsExactly(2L, 4L);
        assertThat(left)
                .containsExactlyInAnyOrder(Repairs.finding(Kind.DUPLICATE_GROUP, third), Repairs.unreadable(bad));
        assertThat(verify(3)).containsExactly(Repairs.unreadable(bad));
    }

    @Test
    void aGroupWhoseMembersAreKnownLaterIsAdopted() {
        UUID group = UUID.randomUUID();
        reference.message(group, bob, LATE, "who?");
        reference.row(group, alice, bob, LATE, "who?");
        assertThat(acknowledge())
                .extracting(Outcome::left, Outcome::acknowledged)
                .containsExactly(0L, 1L);
        directory.put(alice.uuid(), alice);
        assertThat(adopt().done()).isEqualTo(1);
        assertThat(verify(0)).isEmpty();
        assertWorks(group, "who?");
    }

    @Test
    void anItemOfOursThatCannotBeReadIsNotAcknowledged() {
        UUID group = reference.group(alice, bob, EARLY, LATE);
        adopt();
        reference.put(Map.of("pk", "ROWS#" + group, "sk", "ROWS", "lower_sk", "yesterday"));
        assertThat(acknowledge())
                .extracting(Outcome::left, Outcome::acknowledged)
                .containsExactly(1L, 0L);
        assertThat(left).extracting(Finding::kind).containsExactly(Kind.UNREADABLE);
    }
}
