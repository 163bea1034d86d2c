package com.cruddur.messaging.http;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** The way to sign in to the web client. */
public sealed interface SignIn {
    /**
     * The user chooses a handle from a list, and {@code POST /dev/token} of the same server gives the token. For demonstrations only.
     *
     * @param handles the handles to choose from, in the order in which the page shows them
     */
    record Dev(List<String> handles) implements SignIn {
        public Dev {
            handles = List.copyOf(handles);
        }
    }

    /**
     * The user signs in on the hosted pages of a Cognito user pool: the authorization code grant with PKCE, for an app client
     * without a secret. The app client must allow the scopes {@code openid} and {@code profile}. Its callback URLs and its sign-out
     * URLs must have {@code /messages} of each address of the web client.
     *
     * @param domain the origin of the user pool's domain, such as {@code https://example.auth.eu-west-1.amazoncognito.com}
     * @param clientId the app client's id
     */
    record Cognito(URI domain, String clientId) implements SignIn {
        /** @throws IllegalArgumentException if the domain is not an origin */
        public Cognito {
            requireNonNull(clientId, "clientId");
            if (!isOrigin(domain)) {
                throw new IllegalArgumentException("the domain of a user pool must be a scheme and a host, such as"
                        + " https://example.auth.eu-west-1.amazoncognito.com; not " + domain);
            }
        }

        private static boolean isOrigin(URI uri) {
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return uri.getHost() != null && uri.toString().matches("https?://" + Pattern.quote(uri.getHost() + port));
        }
    }
}
