package com.cruddur.messaging.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.cruddur.messaging.contract.UsersContract;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Users;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InMemoryUsersTest implements UsersContract {
    private final InMemoryUsers users = new InMemoryUsers();

    @Override
    public Users users() {
        return users;
    }

    @Override
    public void store(User user, String subject) {
        users.put(user, subject);
    }

    @Test
    void aUserIsPutInPlaceOfTheOneOfTheSameUuid() {
        User andrew = new User(UUID.randomUUID(), "Andrew", "andrew");
        User renamed = new User(andrew.uuid(), "Andrew B.", "andrewb");
        users.put(andrew, "old subject");
        users.put(renamed, "new subject");
        assertThat(users.byHandle("andrew")).isEmpty();
        assertThat(users.bySubject("old subject")).isEmpty();
        assertThat(users.byHandle("andrewb")).contains(renamed);
        assertThat(users.bySubject("new subject")).contains(renamed);
        users.put(new User(UUID.randomUUID(), "Another", "andrew"), "old subject");
        assertThat(users.byHandle("ANDREWB")).contains(renamed);
    }

    @Test
    void aHandleOrSubjectOfAnotherUserIsRefused() {
        User andrew = new User(UUID.randomUUID(), "Andrew", "andrew");
        users.put(andrew, "andrew's");
        User sameHandle = new User(UUID.randomUUID(), "Another", "ANDREW");
        User sameSubject = new User(UUID.randomUUID(), "Another", "another");
        assertThatIllegalArgumentException().isThrownBy(() -> users.put(sameHandle, "another's"));
        assertThatIllegalArgumentException().isThrownBy(() -> users.put(sameSubject, "andrew's"));
        assertThat(users.byHandle("andrew")).contains(andrew);
        assertThat(users.bySubject("andrew's")).contains(andrew);
        assertThat(users.bySubject("another's")).isEmpty();
        assertThat(users.byHandle("another")).isEmpty();
    }
}
