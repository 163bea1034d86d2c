package com.cruddur.messaging.example;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.inmemory.InMemoryStore;
import com.cruddur.messaging.inmemory.InMemoryUsers;
import java.util.UUID;

class EmbeddingExample {
    public static void main(String[] args) {
        InMemoryUsers users = new InMemoryUsers();
        users.put(new User(UUID.randomUUID(), "Andrew Brown", "andrewbrown"), "sub-andrew");
        users.put(new User(UUID.randomUUID(), "Andrew Bayko", "bayko"), "sub-bayko");
        Messaging messaging = Messaging.builder(users, new InMemoryStore()).build();

        var first = messaging.as("sub-andrew").postTo("bayko", new MessageText("Hello!"));
        UUID group = first.message().group();
        messaging.as("sub-bayko").post(group, new MessageText("Hello yourself."));
        System.out.println(messaging.as("sub-andrew").messages(group));
        System.out.println(messaging.as("sub-andrew").messageGroups());
    }
}
