package com.cruddur.messaging.http;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** How people sign in to the web client. */
public sealed interface SignIn {
    /**
     * By choosing one of these users: {@code POST /dev/token} of the same server gives their tokens. For demonstrations only.
     *
     * @param handles the users to choose from, in the order in which they are offered
     */
    record Dev(List<String> handles) implements SignIn {
        public Dev {
            handles = List.copyOf(handles);
        }
    }

    /**
     * At a Cognito user pool's hosted pages: the authorization code grant with PKCE, for an app client without a secret. The app
     * client allows the scopes {@code openid} and {@code profile}, and {@code /messages} of each address that the web client is
     * served at, both to come back to and after signing out.
     *
     * @param domain the origin of the user pool's domain, such as {@code https://example.auth.eu-west-1.amazoncognito.com}
     * @param clientId the app client's id
     */
    record Cognito(URI domain, String clientId) implements SignIn {
        /** @throws IllegalArgumentException for a domain that is no origin */
        public Cognito {
            requireNonNull(clientId, "clientId");
            if (!isOrigin(domain)) {
                throw new IllegalArgumentException("a user pool's domain is a scheme and a host, not " + domain);
            }
        }

        private static boolean isOrigin(URI uri) {
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return uri.getHost() != null && uri.toString().matches("https?://" + Pattern.quote(uri.getHost() + port));
        }
    }
}
