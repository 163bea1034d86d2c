package com.cruddur.messaging.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells local callers from foreign web pages. A page may let its own host name resolve to this machine (DNS rebinding): then a
 * browser treats the service as the page's own origin, and only the request's {@code Host} shows the attack. No name is resolved.
 */
final class LocalCallers {
    /** Names and addresses that always lead to this machine: RFC 6761, section 6.3; RFC 1122, section 3.2.1.3. */
    private static final Pattern LOOPBACK =
            Pattern.compile("([a-z0-9-]+\\.)*localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");

    private static final Pattern PORT = Pattern.compile(":\\d*$");

    private final Set<String> origins;
    private final Set<String> hosts;

    /**
     * @param origins web origins whose pages may call, beside the service's own
     * @throws IllegalArgumentException if one is not an origin
     */
    LocalCallers(Set<String> origins) {
        origins.forEach(HttpSettings::requireOrigin);
        this.origins = Set.copyOf(origins);
        this.hosts = origins.stream().map(it -> URI.create(it).getHost()).collect(Collectors.toSet());
    }

    /** @throws HttpFaultException {@link HttpFault#HOST_NOT_ALLOWED}, {@link HttpFault#ORIGIN_NOT_ALLOWED} */
    void require(HttpServletRequest request) {
        String authority = String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT);
        String host = PORT.matcher(authority).replaceFirst("");
        if (!LOOPBACK.matcher(host).matches() && !hosts.contains(host)) {
            throw new HttpFaultException(HttpFault.HOST_NOT_ALLOWED);
        }
        List<String> senders = Collections.list(request.getHeaders("Origin"));
        String own = request.getScheme() + "://" + authority;
        if (!senders.stream().allMatch(it -> it.equals(own) || origins.contains(it))) {
            throw new HttpFaultException(HttpFault.ORIGIN_NOT_ALLOWED);
        }
    }
}
