package com.cruddur.messaging.app.inbox;

import picocli.CommandLine.Command;

@Command(
        name = "inbox",
        description = "Verify and repair the inboxes and the items behind them.",
        mixinStandardHelpOptions = true,
        subcommands = {VerifyCommand.class, RebuildCommand.class})
public final class InboxCommand {}
