package com.cruddur.messaging.cognito;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Signs any text, well-formed or not, with a key of its own. */
final class TestIssuer {
    static final String ISSUER = "https://cognito-idp.ca-central-1.amazonaws.com/ca-central-1_AbCdEf123";
    static final String CLIENT_ID = "5b6ro31g97urk767adrbrdj1g5";

    final RSAKey key;

    TestIssuer(String keyId) {
        this(keyId, 2048);
    }

    TestIssuer(String keyId, int bits) {
        try {
            key = new RSAKeyGenerator(bits, true).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** The claims of a token that Cognito would issue now, for an hour. */
    static Map<String, Object> claims(Clock clock, String subject) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subject);
        claims.put("iss", ISSUER);
        claims.put("client_id", CLIENT_ID);
        claims.put("origin_jti", UUID.randomUUID().toString());
        claims.put("event_id", UUID.randomUUID().toString());
        claims.put("token_use", "access");
        claims.put("scope", "aws.cognito.signin.user.admin");
        claims.put("auth_time", now);
        claims.put("exp", now + 3600);
        claims.put("iat", now);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("username", subject);
        return claims;
    }

    String token(Clock clock, String subject) {
        return token(claims(clock, subject));
    }

    String token(Map<String, Object> claims) {
        return sign(serialised(header()), serialised(claims));
    }

    Map<String, Object> header() {
        return Map.of("alg", "RS256", "kid", key.getKeyID());
    }

    /** Signs any two texts as header and payload. */
    String sign(String header, String payload) {
        return signAs("SHA256withRSA", header, payload);
    }

    String signAs(String algorithm, String header, String payload) {
        String input = Base64URL.encode(header) + "." + Base64URL.encode(payload);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key.toPrivateKey());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException | JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** As JSON, in which nulls are kept. */
    static String serialised(Map<String, Object> object) {
        return JSONObjectUtils.toJSONString(object);
    }

    static String keySet(TestIssuer... issuers) {
        return new JWKSet(Stream.of(issuers).<JWK>map(it -> it.key).toList()).toString();
    }
}
