package com.cruddur.messaging.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageGroupTest {
    private static final UUID GROUP = UUID.fromString("5ae290ed-55d1-47a0-bc6d-fe2bc2700399");
    private static final UUID LOWER = UUID.fromString("00000000-0000-0000-0000-00000000000a");

    /** As a number, which UUID compares as, it is below zero and so below the other. As text it is above. */
    private static final UUID HIGHER = UUID.fromString("f0000000-0000-0000-0000-000000000001");

    @Test
    void theMembersAreInTheOrderOfTheirUuidsAsText() {
        assertThat(MessageGroup.of(GROUP, HIGHER, LOWER)).isEqualTo(new MessageGroup(GROUP, List.of(LOWER, HIGHER)));
        assertThat(MessageGroup.of(GROUP, LOWER, HIGHER)).isEqualTo(new MessageGroup(GROUP, List.of(LOWER, HIGHER)));
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageGroup(GROUP, List.of(HIGHER, LOWER)));
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageGroup(GROUP, List.of(LOWER, LOWER)));
    }

    @Test
    void aUserHasNoGroupWithOneself() {
        Refusals.assertRefused(Reason.MESSAGE_TO_SELF, () -> MessageGroup.of(GROUP, LOWER, LOWER));
    }

    @Test
    void aGroupIncludesItsMembersOnly() {
        MessageGroup group = MessageGroup.of(GROUP, LOWER, HIGHER);
        assertThat(group.includes(LOWER)).isTrue();
        assertThat(group.includes(HIGHER)).isTrue();
        assertThat(group.includes(GROUP)).isFalse();
    }

    @Test
    void aGroupHasTwoMembers() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageGroup(GROUP, List.of(LOWER)));
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageGroup(GROUP, List.of(LOWER, GROUP, HIGHER)));
    }

    @Test
    void eachMemberHasTheOtherOne() {
        MessageGroup group = MessageGroup.of(GROUP, LOWER, HIGHER);
        assertThat(group.other(LOWER)).isEqualTo(HIGHER);
        assertThat(group.other(HIGHER)).isEqualTo(LOWER);
        assertThatIllegalArgumentException().isThrownBy(() -> group.other(GROUP));
    }

    @Test
    void aUuidIsReadInEitherCase() {
        assertThat(MessageGroup.uuid("5ae290ed-55d1-47a0-bc6d-fe2bc2700399")).isEqualTo(GROUP);
        assertThat(MessageGroup.uuid("5AE290ED-55D1-47A0-BC6D-FE2BC2700399")).isEqualTo(GROUP);
    }

    @Test
    void aBlankUuidIsRefusedAsBlank() {
        Refusals.assertRefused(Reason.MESSAGE_GROUP_UUID_BLANK, () -> MessageGroup.uuid(null));
        Refusals.assertRefused(Reason.MESSAGE_GROUP_UUID_BLANK, () -> MessageGroup.uuid(""));
        for (int space : WhiteSpace.ALL) {
            Refusals.assertRefused(Reason.MESSAGE_GROUP_UUID_BLANK, () -> MessageGroup.uuid(Character.toString(space)));
        }
    }

    /** Some of these are uuids to {@link UUID#fromString}. */
    @Test
    void textThatIsNotAUuidNamesNoGroup() {
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
        texts.forEach(it -> Refusals.assertRefused(Reason.MESSAGE_GROUP_NOT_FOUND, () -> MessageGroup.uuid(it)));
    }
}
