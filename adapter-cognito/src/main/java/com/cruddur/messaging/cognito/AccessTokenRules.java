package com.cruddur.messaging.cognito;

import com.cruddur.messaging.domain.Text;
import java.util.Map;
import java.util.Optional;

/**
 * The rules for the claims of an access token. A claim of another type than Cognito's counts as missing: times are whole
 * numbers, all other claims are text.
 *
 * @param issuer the exact {@code iss}
 * @param clientId the exact {@code client_id}
 */
record AccessTokenRules(String issuer, String clientId) {
    AccessTokenRules {
        if (Text.isBlank(issuer) || Text.isBlank(clientId)) {
            throw new IllegalArgumentException("the issuer or the client id is blank");
        }
    }

    Optional<AccessToken> accept(Map<String, Object> claims) {
        boolean ours = issuer.equals(claims.get("iss"))
                && clientId.equals(claims.get("client_id"))
                && "access".equals(claims.get("token_use"));
        if (ours
                && claims.get("sub") instanceof String subject
                && !Text.isBlank(subject)
                && claims.get("exp") instanceof Long expiresAt
                && claims.get("iat") instanceof Long issuedAt
                && claims.getOrDefault("nbf", issuedAt) instanceof Long notBefore) {
            return Optional.of(new AccessToken(subject, Math.max(issuedAt, notBefore), expiresAt));
        }
        return Optional.empty();
    }
}
