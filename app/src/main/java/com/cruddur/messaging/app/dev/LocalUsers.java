package com.cruddur.messaging.app.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.port.Users;
import com.cruddur.messaging.postgres.Account;
import com.cruddur.messaging.postgres.Accounts;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** The seed users, whom the local issuer knows. Their uuids and subjects are the same on every machine and at every start. */
public final class LocalUsers {
    private LocalUsers() {}

    /** The seed's accounts, each with the subject that {@link LocalIssuer} gives it. */
    public static List<Account> accounts() {
        Iterator<UUID> uuids = IntStream.rangeClosed(1, 100)
                .mapToObj(it -> named("seed user " + it))
                .iterator();
        return Accounts.seeds(uuids::next).stream()
                .map(it -> it.withSubject(subject(it.user().handle())))
                .toList();
    }

    /** The handles of the seed users now: they may have been renamed. Where that cannot be read, those that the seed gave. */
    public static List<String> handles(Users users) {
        try {
            return accounts().stream()
                    .flatMap(it -> users.bySubject(it.subject()).stream())
                    .map(User::handle)
                    .toList();
        } catch (StorageException unavailable) {
            return accounts().stream().map(it -> it.user().handle()).toList();
        }
    }

    /** One of them, by the handle that the seed gave. */
    public static Optional<User> seeded(Users users, String handle) {
        return users.bySubject(subject(handle));
    }

    /** The {@code sub} of this user's tokens: a seed user's is the same under any handle. */
    static String subject(User user) {
        return accounts().stream()
                .filter(it -> it.user().uuid().equals(user.uuid()))
                .findFirst()
                .map(Account::subject)
                .orElseGet(() -> subject(user.handle()));
    }

    private static String subject(String handle) {
        return named("subject of " + handle.toLowerCase(Locale.ROOT)).toString();
    }

    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }
}
