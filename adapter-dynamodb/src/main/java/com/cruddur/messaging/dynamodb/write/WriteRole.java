package com.cruddur.messaging.dynamodb.write;

import com.cruddur.messaging.dynamodb.table.MemberSlot;

/** The role of a write in a transaction. A cancelled transaction says for each of its parts whether it stood in the way. */
public enum WriteRole {
    SENT,
    PAIR,
    HEAD,
    ROWS,
    MESSAGE,
    LOWER_ROW,
    HIGHER_ROW,
    LOWER_OLD_ROW,
    HIGHER_OLD_ROW;

    public static WriteRole row(MemberSlot side) {
        return side == MemberSlot.LOWER ? LOWER_ROW : HIGHER_ROW;
    }

    public static WriteRole oldRow(MemberSlot side) {
        return side == MemberSlot.LOWER ? LOWER_OLD_ROW : HIGHER_OLD_ROW;
    }
}
