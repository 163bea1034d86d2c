package com.cruddur.messaging.app;

import com.cruddur.messaging.app.terminal.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.UUID;
import java.util.stream.Collectors;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a command line that was not understood is told. A value may be a secret that went to the wrong place: none is quoted whole. */
final class Mistakes {
    private static final int HIGHEST_PORT = 0xFFFF;

    private Mistakes() {}

    static String line(ParameterException mistake) {
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return "Unknown option or argument: "
                    + unmatched.getUnmatched().stream().map(Mistakes::named).collect(Collectors.joining(", "));
        }
        return Printable.of(mistake.getMessage().replaceAll("://[^@\\s]*@", "://...@"));
    }

    private static String named(String argument) {
        String name = argument.replaceFirst("=.*", "");
        return name.matches("[\\w-]{1,30}") ? name : "(not shown)";
    }

    static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("this is no uuid");
        }
    }

    /** Blank where nothing is given, as an empty variable of the environment is. */
    static URI address(String text) {
        try {
            URI address = new URI(text.strip());
            if (!text.isBlank() && !isOfWeb(address)) {
                throw noAddress();
            }
            return address;
        } catch (URISyntaxException quotesTheText) {
            throw noAddress();
        }
    }

    private static TypeConversionException noAddress() {
        return new TypeConversionException("this is no address such as http://localhost:8000");
    }

    private static boolean isOfWeb(URI address) {
        return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                && address.getHost() != null
                && address.getPort() <= HIGHEST_PORT;
    }
}
