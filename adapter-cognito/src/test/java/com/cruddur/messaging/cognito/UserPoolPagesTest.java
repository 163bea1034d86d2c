package com.cruddur.messaging.cognito;

import static com.cruddur.messaging.cognito.ListUsersServer.attribute;
import static com.cruddur.messaging.cognito.ListUsersServer.error;
import static com.cruddur.messaging.cognito.ListUsersServer.lastPage;
import static com.cruddur.messaging.cognito.ListUsersServer.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.cognito.ListUsersServer.Answer;
import com.cruddur.messaging.port.StorageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paging, throttling and outages. The emulator has none of these: it lists all users in one page, and never fails. */
final class UserPoolPagesTest {
    private static final String POOL = "ca-central-1_AbCdEf123";
    private static final Answer THROTTLED = error(400, "TooManyRequestsException");

    @Test
    void allPagesAreListedAlsoPastAnEmptyOne() throws IOException {
        try (ListUsersServer server = ListUsersServer.start(
                page("first", "a", "b"), page("second"), page("third", "c"), lastPage("d", "e"))) {
            assertThat(subjects(server)).containsExactly("a", "b", "c", "d", "e");
            assertThat(server.requests())
                    .hasSize(4)
                    .allSatisfy(it -> assertThat(it).contains("\"UserPoolId\":\"" + POOL + "\"", "\"Limit\":60"));
            assertThat(server.requests().get(0)).doesNotContain("PaginationToken");
            assertThat(server.requests().get(1)).contains("\"PaginationToken\":\"first\"");
            assertThat(server.requests().get(3)).contains("\"PaginationToken\":\"third\"");
        }
    }

    @Test
    void aUserInTwoPagesIsListedOnce() throws IOException {
        try (ListUsersServer server = ListUsersServer.start(page("first", "a", "b"), lastPage("b", "c"))) {
            assertThat(subjects(server)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void aPageIsFetchedWhenItsUsersAreAskedFor() throws IOException {
        try (ListUsersServer server = ListUsersServer.start(page("first", "a", "b"), lastPage("c"))) {
            try (CognitoUserPool pool = pool(server);
                    Stream<CognitoUser> users = pool.users()) {
                assertThat(users.limit(2)).hasSize(2);
            }
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aPageThatIsThrottledIsAskedForAgain() throws IOException {
        try (ListUsersServer server = ListUsersServer.start(
                page("first", "a"), THROTTLED, error(500, "InternalErrorException"), lastPage("b"))) {
            assertThat(subjects(server)).containsExactly("a", "b");
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void throttlingThatDoesNotEndIsAFailure() throws IOException {
        try (ListUsersServer server = ListUsersServer.start(THROTTLED)) {
            assertThatThrownBy(() -> subjects(server)).isInstanceOf(StorageException.class);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void anOutageInTheMiddleIsAFailureAndNoShortList() throws IOException {
        try (ListUsersServer server =
                ListUsersServer.start(page("first", "a", "b"), error(503, "ServiceUnavailable"))) {
            List<String> before = new ArrayList<>();
            try (CognitoUserPool pool = pool(server);
                    Stream<CognitoUser> users = pool.users()) {
                assertThatThrownBy(() -> users.map(CognitoUser::subject).forEach(before::add))
                        .isInstanceOf(StorageException.class);
            }
            assertThat(before).containsExactly("a", "b");
        }
    }

    @Test
    void aPoolThatIsNotThereOrNotReachedIsAFailure() throws IOException {
        ListUsersServer server = ListUsersServer.start(error(400, "ResourceNotFoundException"));
        try (server) {
            assertThatThrownBy(() -> subjects(server)).isInstanceOf(StorageException.class);
        }
        assertThatThrownBy(() -> subjects(server)).isInstanceOf(StorageException.class);
    }

    @Test
    void aUserWithoutASubjectIsAFailureThatTellsNoAddress() throws IOException {
        String user = "{\"Users\":[{\"Username\":\"x\",\"Attributes\":["
                + attribute("email", "private-address@example.com") + "]}]}";
        try (ListUsersServer server = ListUsersServer.start(new Answer(200, user))) {
            assertThatThrownBy(() -> subjects(server))
                    .isInstanceOf(StorageException.class)
                    .satisfies(failure -> {
                        StringWriter trace = new StringWriter();
                        failure.printStackTrace(new PrintWriter(trace));
                        assertThat(trace.toString()).doesNotContain("private-address");
                    });
        }
    }

    @Test
    void anAttributeThatIsBlankIsNone() throws IOException {
        String user = "{\"Users\":[{\"Username\":\"x\",\"Attributes\":[" + attribute("sub", "a") + ","
                + attribute("preferred_username", " \\u2003") + "," + attribute("name", "") + "]}]}";
        try (ListUsersServer server = ListUsersServer.start(new Answer(200, user));
                CognitoUserPool pool = pool(server)) {
            assertThat(pool.users())
                    .containsExactly(new CognitoUser("a", Optional.empty(), Optional.empty(), Optional.empty()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ca-central-1", "_abc", "ca-central-1_", "CA_abc", "ca-central-1_abc/..", "a b_c"})
    void anIdThatIsNoPoolsIsRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CognitoUserPool(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9229", "/path", ""})
    void anEndpointThatIsNoneIsRefused(String endpoint) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CognitoUserPool(POOL, URI.create(endpoint)));
    }

    private static List<String> subjects(ListUsersServer server) {
        try (CognitoUserPool pool = pool(server);
                Stream<CognitoUser> users = pool.users()) {
            return users.map(CognitoUser::subject).toList();
        }
    }

    private static CognitoUserPool pool(ListUsersServer server) {
        return new CognitoUserPool(POOL, server.endpoint());
    }
}
