package com.cruddur.messaging.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cruddur.messaging.app.cognito.CognitoCommand;
import com.cruddur.messaging.app.copy.CopyCommand;
import com.cruddur.messaging.app.db.DbCommand;
import com.cruddur.messaging.app.ddb.DdbCommand;
import com.cruddur.messaging.app.dev.TokenCommand;
import com.cruddur.messaging.app.inbox.InboxCommand;
import com.cruddur.messaging.app.serve.EmbeddedParts;
import com.cruddur.messaging.app.serve.ServeCommand;
import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.app.terminal.Terminal;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** The command line {@code messaging}. It exits with 0, or 1 when a command failed, or 2 when it was not understood. */
public final class Main {
    private static final Set<String> OWN_OPTIONS = Set.of("-h", "--help", "-V", "--version");

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args, Optional.empty()));
    }

    /**
     * Runs one command to its end. Data goes to standard output, everything else to standard error.
     *
     * @param parts the databases that {@code serve} embeds by default; without them, {@code serve} needs {@code --store}
     * @return the exit code
     */
    public static int run(String[] args, Optional<EmbeddedParts> parts) {
        // Data is UTF-8 whatever the locale; and only so does a writer tell that its stream takes no more.
        CommandLine commands = commands(parts)
                .setOut(new PrintWriter(System.out, true, UTF_8))
                .setErr(new PrintWriter(System.err, true, UTF_8));
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof CommandException)) {
                throw failure;
            }
            command.getErr().println("messaging: " + failure.getMessage());
            return ExitCode.SOFTWARE;
        });
        commands.setParameterExceptionHandler((mistake, rest) -> {
            CommandLine command = mistake.getCommandLine();
            command.getErr()
                    .println("messaging: " + UsageErrors.line(mistake, List.of(rest), System.getenv()) + " (see "
                            + command.getCommandSpec().qualifiedName() + " --help)");
            return ExitCode.USAGE;
        });
        int code = commands.execute(parts.isPresent() ? withDefault(args) : args);
        if (code == ExitCode.OK && commands.getOut().checkError()) {
            commands.getErr().println("messaging: " + Terminal.NO_MORE);
            return ExitCode.SOFTWARE;
        }
        return code;
    }

    /** Options without a command are those of {@code serve}, unless they are the command line's own. */
    static String[] withDefault(String... args) {
        boolean isServe = args.length == 0 || args[0].startsWith("-") && !OWN_OPTIONS.contains(args[0]);
        return isServe
                ? Stream.concat(Stream.of(ServeCommand.NAME), Stream.of(args)).toArray(String[]::new)
                : args;
    }

    static CommandLine commands(Optional<EmbeddedParts> parts) {
        return new CommandLine(new MessagingCommand())
                .addSubcommand(new ServeCommand(parts))
                .addSubcommand(new DdbCommand())
                .addSubcommand(new InboxCommand())
                .addSubcommand(new DbCommand())
                .addSubcommand(new CopyCommand())
                .addSubcommand(new CognitoCommand())
                .addSubcommand(new TokenCommand())
                .addSubcommand(new GenerateCompletion())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(UUID.class, UsageErrors::uuid)
                .registerConverter(URI.class, UsageErrors::address);
    }
}
