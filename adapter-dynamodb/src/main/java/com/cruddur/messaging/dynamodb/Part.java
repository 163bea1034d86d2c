package com.cruddur.messaging.dynamodb;

/** What a write in a transaction is to it. A cancelled transaction says for each of its parts whether it stood in the way. */
enum Part {
    SENT,
    PAIR,
    HEAD,
    ROWS,
    MESSAGE,
    LOWER_ROW,
    HIGHER_ROW,
    LOWER_OLD_ROW,
    HIGHER_OLD_ROW;

    static Part row(Side side) {
        return side == Side.LOWER ? LOWER_ROW : HIGHER_ROW;
    }

    static Part oldRow(Side side) {
        return side == Side.LOWER ? LOWER_OLD_ROW : HIGHER_OLD_ROW;
    }
}
