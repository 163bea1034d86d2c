package com.cruddur.messaging.app.inbox;

import picocli.CommandLine.Command;

@Command(
        name = "inbox",
        description = "The inboxes, and the items of the table that they come from.",
        mixinStandardHelpOptions = true,
        subcommands = {VerifyCommand.class, RebuildCommand.class})
public final class InboxCommand {}
