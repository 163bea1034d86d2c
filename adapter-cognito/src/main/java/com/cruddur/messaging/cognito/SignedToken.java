package com.cruddur.messaging.cognito;

import com.cruddur.messaging.domain.Text;
import com.cruddur.messaging.port.StorageException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A token in the compact form of RFC 7515 that claims a signature by RS256. The signature is not verified yet.
 *
 * @param keyId its {@code kid}
 * @param signingInput the signed text: header and payload
 * @param payload the encoded claims
 */
record SignedToken(String keyId, String signingInput, Base64URL payload, Base64URL signature) {
    /** In characters. Cognito's access tokens have about 1,000. */
    static final int MAX_LENGTH = 8 * 1024;

    /** Headers that change how the token is read, or name its key in another way. Others are ignored, as RFC 7515 requires. */
    private static final Set<String> REFUSED = Set.of("crit", "b64", "zip", "cty", "enc", "jku", "jwk", "x5u", "x5c");

    private static final Set<String> TYPES = Set.of("jwt", "at+jwt");
    private static final JWSHeader RS256 = new JWSHeader(JWSAlgorithm.RS256);

    /** Parses a text of at most {@value #MAX_LENGTH} characters; empty when it does not have the form. */
    static Optional<SignedToken> parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3 || !Stream.of(parts).allMatch(SignedToken::isStrict)) {
            return Optional.empty();
        }
        // Nimbus's own parser of headers also parses keys and certificates in it, and fails on "null".
        return json(new Base64URL(parts[0]))
                .flatMap(SignedToken::keyOfPlainRs256)
                .map(keyId -> new SignedToken(
                        keyId, parts[0] + "." + parts[1], new Base64URL(parts[1]), new Base64URL(parts[2])));
    }

    /** Whether a part is canonical base64url: no padding, no white space, no stray bits at the end. */
    private static boolean isStrict(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            return bytes.length > 0
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(bytes)
                            .equals(part);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> keyOfPlainRs256(Map<String, Object> header) {
        boolean plain = "RS256".equals(header.get("alg"))
                && header.getOrDefault("typ", "JWT") instanceof String type
                && TYPES.contains(type.toLowerCase(Locale.ROOT))
                && Collections.disjoint(header.keySet(), REFUSED);
        return plain && header.get("kid") instanceof String keyId && !Text.isBlank(keyId)
                ? Optional.of(keyId)
                : Optional.empty();
    }

    boolean isSignedWith(JWSVerifier key) {
        try {
            return key.verify(RS256, signingInput.getBytes(StandardCharsets.US_ASCII), signature);
        } catch (JOSEException e) {
            throw new StorageException("the signature could not be checked", e);
        }
    }

    /** The claims; empty when they are not a JSON object. Trust them only after the signature is verified. */
    Optional<Map<String, Object>> claims() {
        return json(payload);
    }

    private static Optional<Map<String, Object>> json(Base64URL part) {
        try {
            return Optional.ofNullable(JSONObjectUtils.parse(part.decodeToString()));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** Leaves out the token itself, which is a secret. */
    @Override
    public String toString() {
        return "SignedToken[keyId=" + keyId + "]";
    }
}
