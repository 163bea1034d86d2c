package com.cruddur.messaging.example;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.inmemory.InMemoryStore;
import com.cruddur.messaging.inmemory.InMemoryUsers;
import java.util.UUID;

class PushExample {
    public static void main(String[] args) {
        InMemoryUsers users = new InMemoryUsers();
        users.put(new User(UUID.randomUUID(), "Andrew Brown", "andrewbrown"), "sub-andrew");
        User bayko = new User(UUID.randomUUID(), "Andrew Bayko", "bayko");
        users.put(bayko, "sub-bayko");
        var builder = Messaging.builder(users, new InMemoryStore()).listener((group, message, repeated) -> {
            UUID receiver = group.other(message.sender().uuid());
            System.out.println("push to " + receiver.equals(bayko.uuid()) + ", once for " + message.uuid());
        });
        try (Messaging messaging = builder.build()) {
            messaging.as("sub-andrew").postTo("bayko", new MessageText("Hello!"));
            System.out.println(messaging.as("sub-bayko").unread());
        }
    }
}
