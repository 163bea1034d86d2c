package com.cruddur.messaging.application;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Posted;
import java.time.Instant;
import java.util.UUID;

/** Learns what the use cases have done, to tell others of it. */
interface Announcer {
    /** A first contact stored its message in this group. */
    void postedIn(MessageGroup group, Posted posted);

    void posted(Posted posted);

    /** A post or a mark in this group failed, and may be stored all the same. */
    void perhapsChanged(UUID group);

    /** A member's horizon has moved. */
    void read(UUID group, UUID reader, Instant upTo);
}
