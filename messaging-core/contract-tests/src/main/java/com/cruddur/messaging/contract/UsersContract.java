package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Users;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The contract of a directory of {@link Users}. Implement it in a test class of the adapter; all tests may share the
 * directory, and it may keep the users that they leave.
 */
public interface UsersContract {
    /** The directory under test. */
    Users users();

    /** Puts a new user in the directory. */
    void store(User user, String subject);

    @Test
    default void aUserIsFoundByTheSubjectOfItsTokens() {
        User user = Given.user("Andrew");
        String subject = UUID.randomUUID().toString();
        store(user, subject);
        store(Given.user("Bayko"), UUID.randomUUID().toString());
        assertThat(users().bySubject(subject)).contains(user);
    }

    @Test
    default void aUserIsFoundByItsHandle() {
        User user = Given.user("Andrew");
        store(user, UUID.randomUUID().toString());
        store(Given.user("Andrew"), UUID.randomUUID().toString());
        assertThat(users().byHandle(user.handle())).contains(user);
    }

    @Test
    default void aUserIsFoundByItsUuid() {
        User user = Given.user("Andrew");
        store(user, UUID.randomUUID().toString());
        store(Given.user("Bayko"), UUID.randomUUID().toString());
        assertThat(users().byUuid(user.uuid())).contains(user);
        assertThat(users().byUuid(UUID.randomUUID())).isEmpty();
    }

    @Test
    default void theCaseOfAnAsciiLetterDoesNotMatterInAHandle() {
        User lower = Given.user("kim");
        User mixed = Given.user("Mixed");
        User upper = new User(
                mixed.uuid(), mixed.displayName(), "Kim-" + mixed.handle().toUpperCase(Locale.ROOT));
        store(lower, UUID.randomUUID().toString());
        store(upper, UUID.randomUUID().toString());
        assertThat(users().byHandle(lower.handle().toUpperCase(Locale.ROOT))).contains(lower);
        assertThat(users().byHandle(upper.handle().toLowerCase(Locale.ROOT))).contains(upper);
        assertThat(users().byHandle(upper.handle())).contains(upper);
    }

    /** The Kelvin sign and the long s are letters k and s for a directory that folds all of Unicode. */
    @Test
    default void theCaseOfOtherLettersDoesMatterInAHandle() {
        User user = Given.user("kiss");
        store(user, UUID.randomUUID().toString());
        assertThat(users().byHandle(user.handle().replace('k', '\u212A'))).isEmpty();
        assertThat(users().byHandle(user.handle().replace('s', '\u017F'))).isEmpty();
    }

    @Test
    default void theCaseOfALetterMattersInASubject() {
        User user = Given.user("Andrew");
        String subject = "sub-" + UUID.randomUUID();
        store(user, subject);
        assertThat(users().bySubject(subject.toUpperCase(Locale.ROOT))).isEmpty();
    }

    @Test
    default void aDisplayNameIsKeptAsItIs() {
        for (String name :
                List.of("\uD83D\uDE80 \u05E9\u05DC\u05D5\u05DD", " O'Hara \"the\" \\ %_ ", "e\u0301", "a\uFFFFb")) {
            User user = new User(UUID.randomUUID(), name, Given.user("named").handle());
            store(user, user.handle());
            assertThat(users().byHandle(user.handle())).contains(user);
            assertThat(users().bySubject(user.handle())).contains(user);
        }
    }

    @Test
    default void textThatNoUserHasFindsNoUser() {
        User user = Given.user("Andrew");
        String subject = UUID.randomUUID().toString();
        store(user, subject);
        List<String> affixes =
                List.of(" ", "\u0000", "\uD800", "\uDC00", "%", "_", "'", "' OR '1'='1", "\n", "x".repeat(100_000));
        for (String affix : affixes) {
            for (String text :
                    List.of(affix, user.handle() + affix, affix + user.handle(), subject + affix, affix + subject)) {
                assertThat(users().byHandle(text))
                        .describedAs("a handle with %.9s", affix)
                        .isEmpty();
                assertThat(users().bySubject(text))
                        .describedAs("a subject with %.9s", affix)
                        .isEmpty();
            }
        }
        assertThat(users().byHandle("")).isEmpty();
        assertThat(users().bySubject("")).isEmpty();
        assertThat(users().byHandle(subject)).isEmpty();
        assertThat(users().bySubject(user.handle())).isEmpty();
    }
}
