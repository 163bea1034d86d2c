package com.cruddur.messaging.cognito;

import com.cruddur.messaging.port.StorageException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A token in the form of one that RS256 signed (RFC 7515, compact). Who signed it is yet to be seen. */
final class SignedToken {
    /** In characters. Cognito's access tokens have about 1,000. */
    static final int MAX_LENGTH = 8 * 1024;

    /** Headers that say how else to read the token, or where to take the key from. Others are ignored, as RFC 7515 asks. */
    private static final Set<String> REFUSED = Set.of("crit", "b64", "zip", "cty", "enc", "jku", "jwk", "x5u", "x5c");

    private static final Set<JOSEObjectType> TYPES = Set.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"));

    private final JWSHeader header;
    private final Base64URL payload;
    private final Base64URL signature;

    private SignedToken(JWSHeader header, String payload, String signature) {
        this.header = header;
        this.payload = new Base64URL(payload);
        this.signature = new Base64URL(signature);
    }

    /** The token that a text of up to {@value #MAX_LENGTH} characters is; empty when it is not one of the form. */
    static Optional<SignedToken> parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3 || !Stream.of(parts).allMatch(SignedToken::isStrictBase64Url)) {
            return Optional.empty();
        }
        try {
            JWSHeader header = JWSHeader.parse(new Base64URL(parts[0]));
            return Optional.of(new SignedToken(header, parts[1], parts[2])).filter(SignedToken::isPlainRs256);
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it is the one way to write some bytes: no padding, no white space, no stray bits at the end. */
    private static boolean isStrictBase64Url(String part) {
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

    private boolean isPlainRs256() {
        return JWSAlgorithm.RS256.equals(header.getAlgorithm())
                && header.getKeyID() != null
                && (header.getType() == null || TYPES.contains(header.getType()))
                && Collections.disjoint(header.getIncludedParams(), REFUSED);
    }

    /** The {@code kid} that the token names. */
    String keyId() {
        return header.getKeyID();
    }

    boolean isSignedWith(JWSVerifier key) {
        byte[] signed = (header.toBase64URL() + "." + payload).getBytes(StandardCharsets.US_ASCII);
        try {
            return key.verify(header, signed, signature);
        } catch (JOSEException e) {
            throw new StorageException("signatures cannot be checked", e);
        }
    }

    /** The claims, to be believed once the signature is; empty when they are no JSON object. */
    Optional<Map<String, Object>> claims() {
        try {
            return Optional.ofNullable(JSONObjectUtils.parse(payload.decodeToString()));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
