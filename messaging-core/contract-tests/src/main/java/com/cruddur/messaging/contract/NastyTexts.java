package com.cruddur.messaging.contract;

import java.util.List;

/** Texts that are messages, and that something along the way tends to change. */
final class NastyTexts {
    private NastyTexts() {}

    static List<String> all() {
        return List.of(
                "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66\uD83C\uDDEC\uD83C\uDDE7",
                "\u202E\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627\u202C\u200F",
                "e\u0301\u0301\u0301 and \u00E9 and \u1E9B\u0323 and \uFB01",
                "  \t leading and trailing \r\n ",
                "\u00A0\u2003text between wide spaces\u3000\uFEFF",
                "\uFEFFa byte order mark",
                "'; DROP TABLE users; -- \" \\ \\u0041 ${jndi:x} %s {0} <b>&amp;</b> `",
                "\u0001\u0008\u001B[31m\u007F\u0080\u009F",
                "\uFFFF \uFFFE \uFFFD \uFDD0",
                new String(Character.toChars(0x10FFFF)) + new String(Character.toChars(0x10000)) + "\uD7FF\uE000",
                "\u2028\u2029\u000B\u000C\u0085x",
                "null",
                "0",
                "true",
                "x".repeat(1_024),
                "\u0800".repeat(1_024),
                longest());
    }

    /** 1,024 code points, 4,096 bytes of UTF-8. */
    static String longest() {
        return "\uD83E\uDD84".repeat(1_024);
    }
}
