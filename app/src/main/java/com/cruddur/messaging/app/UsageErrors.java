package com.cruddur.messaging.app;

import com.cruddur.messaging.app.terminal.Printable;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The answers to a wrong command line. A value may be a secret that went to the wrong place: none is quoted whole. */
final class UsageErrors {
    private static final int HIGHEST_PORT = 0xFFFF;

    /** How a default value names a variable, and how a message names an option. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Z_]+)");

    private static final String OPTION = "option '[^']*'( \\([^)]*\\))?";

    private UsageErrors() {}

    /**
     * @param arguments of the command line
     * @param environment where a value comes from that no argument gives
     */
    static String line(ParameterException mistake, List<String> arguments, Map<String, String> environment) {
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return "Unknown option or argument: "
                    + unmatched.getUnmatched().stream().map(UsageErrors::named).collect(Collectors.joining(", "));
        }
        String message = variable(mistake, arguments, environment)
                .map(it -> String.valueOf(mistake.getMessage()).replaceFirst(OPTION, it))
                .orElseGet(() -> String.valueOf(mistake.getMessage()));
        return Printable.of(message.replaceAll("://[^@\\s]*@", "://...@"));
    }

    /** The variable that the value came from, unless the command line gave it. */
    private static Optional<String> variable(
            ParameterException mistake, List<String> arguments, Map<String, String> environment) {
        return Optional.ofNullable(mistake.getArgSpec())
                .filter(it -> it instanceof OptionSpec option && !isGiven(option, arguments))
                .map(UsageErrors::defaultAsWritten)
                .flatMap(it -> VARIABLE.matcher(it)
                        .results()
                        .map(found -> found.group(1))
                        .filter(environment::containsKey)
                        .findFirst());
    }

    /** The parser's own answer has the variable's value in the place of its name. */
    private static String defaultAsWritten(ArgSpec option) {
        return option.userObject() instanceof Field field
                ? field.getAnnotation(Option.class).defaultValue()
                : "";
    }

    private static boolean isGiven(OptionSpec option, List<String> arguments) {
        return Stream.of(option.names())
                .anyMatch(name -> arguments.stream().anyMatch(it -> it.equals(name) || it.startsWith(name + "=")));
    }

    private static String named(String argument) {
        String name = argument.replaceFirst("=.*", "");
        return name.matches("[\\w-]{1,30}") ? name : "(not shown)";
    }

    static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("not a uuid");
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
        return new TypeConversionException("not an address such as http://localhost:8000");
    }

    private static boolean isOfWeb(URI address) {
        return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                && address.getHost() != null
                && address.getPort() <= HIGHEST_PORT;
    }
}
