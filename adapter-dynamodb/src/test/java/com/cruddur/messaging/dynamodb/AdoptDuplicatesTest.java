package com.cruddur.messaging.dynamodb;

import static com.cruddur.messaging.dynamodb.Together.history;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.dynamodb.repair.Finding;
import com.cruddur.messaging.dynamodb.repair.Finding.Kind;
import com.cruddur.messaging.dynamodb.repair.TableRepair.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Several groups of one pair, as the reference system makes them. */
final class AdoptDuplicatesTest extends AdoptedTable {
    @Test
    void ofTwoGroupsOfAPairFirstContactsGoToTheOneThatIsMostRecentWhenItRunsAgain() {
        UUID older = reference.group(alice, bob, EARLY, "2026-01-01T00:00:00.000000+00:00");
        UUID newer = reference.group(bob, alice, EARLY, LATE);
        adopt();
        assertDuplicates(older);
        messaging.post(bob.handle(), older, new MessageText("here again"), Optional.empty());
        adopt();
        assertDuplicates(newer);
        assertThat(messaging
                        .postFirst(alice.handle(), bob.handle(), new MessageText("hi"), Optional.empty())
                        .group())
                .isEqualTo(older);
    }

    @Test
    void ofTwoGroupsOfAPairFirstContactsGoToTheMostRecent() {
        UUID older = reference.group(alice, bob, EARLY, "2026-01-01T00:00:00.000000+00:00");
        UUID newest = reference.group(bob, alice, EARLY, LATE);
        UUID oldest = reference.group(bob, alice, EARLY, "2026-01-01T00:00:00.000000+01:00");
        assertThat(adopt()).extracting(Outcome::done, Outcome::left).containsExactly(3L, 2L);
        assertDuplicates(older, oldest);
        adopt();
        assertDuplicates(older, oldest);
        assertFaultless();
        assertThat(messaging
                        .postFirst(alice.handle(), bob.handle(), new MessageText("hi"), Optional.empty())
                        .group())
                .isEqualTo(newest);
        for (UUID group : List.of(older, oldest)) {
            messaging.post(bob.handle(), group, new MessageText("here too"), Optional.empty());
            assertThat(history(messaging, alice, group)).hasSize(3);
        }
    }

    private void assertDuplicates(UUID... groups) {
        assertThat(left).extracting(Finding::kind).containsOnly(Kind.DUPLICATE_GROUP);
        assertThat(left)
                .extracting(Finding::group)
                .containsExactlyInAnyOrder(
                        List.of(groups).stream().map(UUID::toString).toArray(String[]::new));
    }

    @Test
    void anOldGroupWithoutRowsDoesNotTakeThePairFromANewOne() {
        UUID ours = messaging
                .postFirst(alice.handle(), bob.handle(), new MessageText("hi"), Optional.empty())
                .group();
        UUID group = UUID.randomUUID();
        reference.message(group, alice, EARLY, "first of " + group);
        reference.message(group, bob, LATE, "last of " + group);
        adopt();
        assertDuplicates(group);
        assertThat(history(messaging, bob, group)).hasSize(2);
        assertThat(messaging
                        .postFirst(bob.handle(), alice.handle(), new MessageText("hello"), Optional.empty())
                        .group())
                .isEqualTo(ours);
    }
}
