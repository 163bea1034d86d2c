package com.cruddur.messaging.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CognitoUserPoolTest {
    @TempDir
    private static Path directory;

    private static CognitoLocal cognito;
    private static CognitoUserPool pool;

    @BeforeAll
    static void startCognito() throws Exception {
        cognito = CognitoLocal.start(directory);
        pool = new CognitoUserPool(cognito.poolId(), cognito.endpoint());
    }

    @AfterAll
    static void stopCognito() {
        pool.close();
        cognito.close();
    }

    @Test
    void aUserIsListedWithAllThatThePoolKnows() {
        String handle = handle();
        CognitoUser user = add(
                Optional.of(handle),
                Optional.of("Andr\u00e9 \uD83D\uDE80 O'Brown"),
                Optional.of(handle + "@example.com"));
        assertThat(users()).containsOnlyOnce(user);
        assertThat(user.subject()).isNotBlank();
    }

    @Test
    void aUserWithoutAttributesIsListedToo() {
        CognitoUser user = add(Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(users()).containsOnlyOnce(user);
    }

    @Test
    void usersWhoShareAHandleAreAllListed() {
        String handle = handle();
        CognitoUser lower = add(Optional.of(handle), Optional.empty(), Optional.empty());
        CognitoUser upper = add(Optional.of(handle.toUpperCase(Locale.ROOT)), Optional.empty(), Optional.empty());
        assertThat(users()).contains(lower, upper);
    }

    /** More than two pages of sixty, the most that Cognito lists at a time. */
    @Test
    void everyUserIsListedOnceHoweverManyThereAre() {
        List<CognitoUser> added = new ArrayList<>();
        for (int i = 0; i < 125; i++) {
            added.add(add(Optional.of(handle()), Optional.empty(), Optional.empty()));
        }
        List<CognitoUser> all = users();
        assertThat(all).extracting(CognitoUser::subject).doesNotHaveDuplicates();
        assertThat(all).containsAll(added);
        assertThat(users()).describedAs("listed again").containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aUsersTextFormTellsNoAddress() {
        CognitoUser user = new CognitoUser(
                "sub-1", Optional.of("bayko"), Optional.of("Andrew Bayko"), Optional.of("private-address@example.com"));
        assertThat(user.toString()).contains("sub-1", "bayko", "Andrew Bayko").doesNotContain("private-address");
    }

    private static String handle() {
        return "user" + UUID.randomUUID().toString().replace("-", "");
    }

    private static CognitoUser add(Optional<String> handle, Optional<String> displayName, Optional<String> email) {
        Map<String, String> attributes = new HashMap<>();
        handle.ifPresent(it -> attributes.put("preferred_username", it));
        displayName.ifPresent(it -> attributes.put("name", it));
        email.ifPresent(it -> attributes.put("email", it));
        String subject = cognito.createUserWithoutPassword(UUID.randomUUID().toString(), attributes);
        return new CognitoUser(subject, handle, displayName, email);
    }

    private static List<CognitoUser> users() {
        try (Stream<CognitoUser> users = pool.users()) {
            return users.toList();
        }
    }
}
