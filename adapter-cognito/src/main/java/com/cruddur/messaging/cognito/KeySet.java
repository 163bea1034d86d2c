package com.cruddur.messaging.cognito;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The keys of an issuer, by {@code kid}. Immutable. */
final class KeySet {
    /** No keys: none were fetched yet. */
    static final KeySet NONE = new KeySet(new JWKSet(), Map.of());

    private static final int MIN_MODULUS_BITS = 2048;

    private final JWKSet published;
    private final Map<String, JWSVerifier> verifiers;

    private KeySet(JWKSet published, Map<String, JWSVerifier> verifiers) {
        this.published = published;
        this.verifiers = Map.copyOf(verifiers);
    }

    /**
     * Reads a JWKS (RFC 7517). Keys for other uses than RS256 signatures are left out.
     *
     * @throws ParseException when the text is not a JWKS, or no key is left
     */
    static KeySet parse(String json) throws ParseException {
        JWKSet published = JWKSet.parse(json);
        Map<String, JWSVerifier> verifiers = new HashMap<>();
        for (JWK key : published.getKeys()) {
            if (key instanceof RSAKey rsa && signsRs256(rsa)) {
                verifiers.putIfAbsent(rsa.getKeyID(), verifier(rsa));
            }
        }
        if (verifiers.isEmpty()) {
            throw new ParseException("the key set has no key for RS256", 0);
        }
        return new KeySet(published, verifiers);
    }

    private static JWSVerifier verifier(RSAKey key) throws ParseException {
        try {
            return new RSASSAVerifier(key);
        } catch (JOSEException e) {
            throw new ParseException("a key of the key set cannot be used: " + e.getMessage(), 0);
        }
    }

    private static boolean signsRs256(RSAKey key) {
        return key.getKeyID() != null
                && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(JWSAlgorithm.RS256))
                && key.size() >= MIN_MODULUS_BITS;
    }

    Optional<JWSVerifier> find(String keyId) {
        return Optional.ofNullable(verifiers.get(keyId));
    }

    boolean publishesSameAs(KeySet other) {
        return published.equals(other.published);
    }
}
