package com.cruddur.messaging.example;

import com.cruddur.messaging.application.Cursors;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.inmemory.InMemoryStore;
import com.cruddur.messaging.inmemory.InMemoryUsers;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

class EmbeddingExample {
    public static void main(String[] args) {
        InMemoryStore store = new InMemoryStore();
        InMemoryUsers users = new InMemoryUsers();
        users.put(new User(UUID.randomUUID(), "Andrew Brown", "andrewbrown"), "sub-andrew");
        users.put(new User(UUID.randomUUID(), "Andrew Bayko", "bayko"), "sub-bayko");
        Cursors cursors = new Cursors(SecureRandom.getSeed(32));
        Messaging messaging = new Messaging(users, store, store, cursors, Clock.systemUTC(), UUID::randomUUID);

        var first = messaging.postFirst("sub-andrew", "bayko", new MessageText("Hello!"), Optional.empty());
        messaging.post("sub-bayko", first.group(), new MessageText("Hello yourself."), Optional.empty());
        messaging.refreshInboxes(first.group());
        System.out.println(messaging.listMessages("sub-andrew", first.group(), PageRequest.first()));
        System.out.println(messaging.listMessageGroups("sub-andrew", PageRequest.first()));
    }
}
