package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.UserPool;
import com.cruddur.messaging.port.UserPool.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a {@link UserPool} must keep to. Implement it in a test class of the adapter; the pool may be shared by all tests, and
 * keep what they leave.
 */
public interface UserPoolContract {
    /** The pool under test. */
    UserPool pool();

    /** Lets somebody new sign in, of whom the pool knows this, and tells under which subject. */
    Member add(Optional<String> handle, Optional<String> displayName, Optional<String> email);

    @Test
    default void aMemberIsListedWithAllThatThePoolKnows() {
        User user = Given.user("andrew");
        Member member = add(
                Optional.of(user.handle()),
                Optional.of("Andr\u00e9 \uD83D\uDE80 O'Brown"),
                Optional.of(user.handle() + "@example.com"));
        assertThat(members()).containsOnlyOnce(member);
        assertThat(member.subject()).isNotBlank();
    }

    @Test
    default void aMemberOfWhomThePoolKnowsNothingIsListedToo() {
        Member member = add(Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(members()).containsOnlyOnce(member);
    }

    @Test
    default void membersWhoShareAHandleAreAllListed() {
        String handle = Given.user("shared").handle();
        Member lower = add(Optional.of(handle), Optional.empty(), Optional.empty());
        Member upper = add(Optional.of(handle.toUpperCase(Locale.ROOT)), Optional.empty(), Optional.empty());
        assertThat(members()).contains(lower, upper);
    }

    /** More than two pages of sixty, the most that Cognito lists at a time. */
    @Test
    default void everybodyIsListedOnceHoweverManyThereAre() {
        List<Member> added = new ArrayList<>();
        for (int i = 0; i < 125; i++) {
            added.add(add(Optional.of(Given.user("member").handle()), Optional.empty(), Optional.empty()));
        }
        List<Member> all = members();
        assertThat(all).extracting(Member::subject).doesNotHaveDuplicates();
        assertThat(all).containsAll(added);
        assertThat(members()).describedAs("listed again").containsExactlyInAnyOrderElementsOf(all);
    }

    private List<Member> members() {
        try (Stream<Member> members = pool().members()) {
            return members.toList();
        }
    }
}
