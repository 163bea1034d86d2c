package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.port.UserPool;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The people who were added here. Thread-safe. */
public final class InMemoryUserPool implements UserPool {
    private final List<Member> members = new CopyOnWriteArrayList<>();

    /** Adds somebody who is not here yet. */
    public void add(Member member) {
        members.add(member);
    }

    @Override
    public Stream<Member> members() {
        return members.stream();
    }
}
