package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.port.UserPool;
import com.cruddur.messaging.port.UserPool.Member;
import java.util.ArrayList;
import java.util.List;
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

    /** Lets somebody new sign in, and tells under which subject. */
    Member add(Optional<String> handle);

    @Test
    default void aMemberIsListedWithItsSubjectAndHandle() {
        Member member = add(Optional.of(Given.user("andrew").handle()));
        assertThat(members()).containsOnlyOnce(member);
        assertThat(member.subject()).isNotBlank();
    }

    @Test
    default void aMemberWithoutAHandleIsListedToo() {
        Member member = add(Optional.empty());
        assertThat(members()).containsOnlyOnce(member);
    }

    /** More than two pages of sixty, the most that Cognito lists at a time. */
    @Test
    default void everybodyIsListedOnceHoweverManyThereAre() {
        List<Member> added = new ArrayList<>();
        for (int i = 0; i < 125; i++) {
            added.add(add(Optional.of(Given.user("member").handle())));
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
