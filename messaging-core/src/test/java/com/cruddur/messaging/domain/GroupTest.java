package com.cruddur.messaging.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GroupTest {
    private static final UUID GROUP = UUID.fromString("5ae290ed-55d1-47a0-bc6d-fe2bc2700399");
    private static final UUID LOWER = UUID.fromString("00000000-0000-0000-0000-00000000000a");

    /** As a number, which UUID compares as, it is below zero and so below the other. As text it is above. */
    private static final UUID HIGHER = UUID.fromString("f0000000-0000-0000-0000-000000000001");

    @Test
    void theMembersAreInTheOrderOfTheirUuidsAsText() {
        assertThat(Group.of(GROUP, HIGHER, LOWER)).isEqualTo(new Group(GROUP, LOWER, HIGHER));
        assertThat(Group.of(GROUP, LOWER, HIGHER)).isEqualTo(new Group(GROUP, LOWER, HIGHER));
        assertThatIllegalArgumentException().isThrownBy(() -> new Group(GROUP, HIGHER, LOWER));
        assertThatIllegalArgumentException().isThrownBy(() -> new Group(GROUP, LOWER, LOWER));
    }

    @Test
    void nobodyHasAGroupWithOneself() {
        Refusals.assertRefused(Reason.MESSAGE_TO_SELF, () -> Group.of(GROUP, LOWER, LOWER));
    }

    @Test
    void aGroupIncludesItsMembersAlone() {
        Group group = Group.of(GROUP, LOWER, HIGHER);
        assertThat(group.includes(LOWER)).isTrue();
        assertThat(group.includes(HIGHER)).isTrue();
        assertThat(group.includes(GROUP)).isFalse();
    }

    @Test
    void aUuidIsReadInEitherCase() {
        assertThat(Group.uuid("5ae290ed-55d1-47a0-bc6d-fe2bc2700399")).isEqualTo(GROUP);
        assertThat(Group.uuid("5AE290ED-55D1-47A0-BC6D-FE2BC2700399")).isEqualTo(GROUP);
    }

    @Test
    void aBlankUuidIsRefusedAsBlank() {
        Refusals.assertRefused(Reason.MESSAGE_GROUP_UUID_BLANK, () -> Group.uuid(null));
        Refusals.assertRefused(Reason.MESSAGE_GROUP_UUID_BLANK, () -> Group.uuid(""));
        for (int space : WhiteSpace.ALL) {
            Refusals.assertRefused(Reason.MESSAGE_GROUP_UUID_BLANK, () -> Group.uuid(Character.toString(space)));
        }
    }

    /** Some of these are uuids to {@link UUID#fromString}. */
    @Test
    void whatIsNoUuidNamesNoGroup() {
        List<String> texts = List.of(
                "MSG#",
                "MSG#" + GROUP,
                "1-1-1-1-1",
                "GRP#x",
                GROUP + " ",
                " " + GROUP,
                GROUP + "\n",
                "{" + GROUP + "}",
                "urn:uuid:" + GROUP,
                GROUP.toString().replace("-", ""),
                GROUP.toString().substring(1),
                GROUP + "0",
                GROUP.toString().replace('5', '\u0665'),
                GROUP.toString().replace('a', '\uFF41'),
                "5ae290ed-55d1-47a0-bc6d-fe2bc270039g",
                "5ae290ed-55d147a0--bc6d-fe2bc2700399",
                "+ae290ed-55d1-47a0-bc6d-fe2bc2700399",
                "\u0000",
                "x".repeat(100_000));
        texts.forEach(it -> Refusals.assertRefused(Reason.MESSAGE_GROUP_NOT_FOUND, () -> Group.uuid(it)));
    }
}
