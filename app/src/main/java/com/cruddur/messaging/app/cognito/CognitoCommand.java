package com.cruddur.messaging.app.cognito;

import picocli.CommandLine.Command;

@Command(
        name = "cognito",
        description = "The Cognito user pool.",
        mixinStandardHelpOptions = true,
        subcommands = ListUsersCommand.class)
public final class CognitoCommand {}
