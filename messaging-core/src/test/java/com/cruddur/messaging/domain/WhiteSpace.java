package com.cruddur.messaging.domain;

import java.util.stream.IntStream;

/** Every character that has Unicode's property White_Space (PropList.txt). */
final class WhiteSpace {
    static final int[] ALL = IntStream.concat(
                    IntStream.concat(IntStream.rangeClosed(0x09, 0x0D), IntStream.rangeClosed(0x2000, 0x200A)),
                    IntStream.of(0x20, 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000))
            .toArray();

    private WhiteSpace() {}
}
