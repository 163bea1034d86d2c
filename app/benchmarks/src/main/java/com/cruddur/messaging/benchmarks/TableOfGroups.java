package com.cruddur.messaging.benchmarks;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.DynamoDbStore;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.inmemory.InMemoryUsers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table with groups to read and groups to post to. A user's uuid is the subject of that user's tokens, too. */
final class TableOfGroups {
    private static final MessageText TEXT = new MessageText(Conversations.TEXT);

    private final InMemoryUsers users = new InMemoryUsers();
    private final User reader = user("reader");
    private final List<User> posters = new ArrayList<>();
    private final List<MessageGroup> groups = new ArrayList<>();
    private final UUID longGroup;

    private TableOfGroups(DynamoDbClient client, int posters) {
        try (DynamoDbStore store = new DynamoDbStore(client, TableAdmin.NAME);
                Messaging messaging = messaging(store)) {
            longGroup = openGroups(messaging);
            for (int i = 0; i < Conversations.MESSAGES; i++) {
                messaging.as(reader()).post(longGroup, TEXT);
            }
            for (int i = 0; i < posters; i++) {
                User poster = user("poster" + (char) ('a' + i));
                User silent = user("silent" + i);
                this.posters.add(poster);
                groups.add(MessageGroup.of(open(messaging, poster, silent), poster.uuid(), silent.uuid()));
            }
        }
    }

    /** The reader gets as many groups and messages as over HTTP; each poster gets a group alone with another user. */
    static TableOfGroups create(DynamoDbClient client, int posters) {
        new TableAdmin(client, TableAdmin.NAME).create(false);
        return new TableOfGroups(client, posters);
    }

    /** @return the newest of the reader's groups */
    private UUID openGroups(Messaging messaging) {
        UUID newest = open(messaging, user("friend0"), reader);
        for (int i = 1; i < Conversations.GROUPS; i++) {
            newest = open(messaging, user("friend" + i), reader);
        }
        return newest;
    }

    Messaging messaging(DynamoDbStore store) {
        return Messaging.builder(users, store).build();
    }

    private User user(String handle) {
        User user = new User(UUID.randomUUID(), "User " + handle, handle);
        users.put(user, user.uuid().toString());
        return user;
    }

    private UUID open(Messaging messaging, User sender, User receiver) {
        return messaging
                .as(sender.uuid().toString())
                .postTo(receiver.handle(), TEXT)
                .message()
                .group();
    }

    String reader() {
        return reader.uuid().toString();
    }

    UUID longGroup() {
        return longGroup;
    }

    String subject(int poster) {
        return posters.get(poster).uuid().toString();
    }

    UUID postedTo(int poster) {
        return groups.get(poster).uuid();
    }

    SdkAlone.Poster poster(SdkAlone sdk, int index) {
        User poster = posters.get(index);
        MessageGroup group = groups.get(index);
        String side = group.members().get(0).equals(poster.uuid()) ? "lower" : "higher";
        return sdk.new Poster(group.uuid(), side, poster.uuid(), poster.displayName(), poster.handle());
    }
}
