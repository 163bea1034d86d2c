package com.cruddur.messaging.domain;

/**
 * How much a user has not read.
 *
 * @param groups how many groups have unread messages
 * @param messages how many messages are unread in them
 * @param complete false when the user has more groups than were counted
 */
public record UnreadCount(int groups, long messages, boolean complete) {}
