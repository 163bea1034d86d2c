package com.cruddur.messaging.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "messaging",
        description = "Direct messages between two people.",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        subcommands = HelpCommand.class,
        scope = picocli.CommandLine.ScopeType.INHERIT)
final class MessagingCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
