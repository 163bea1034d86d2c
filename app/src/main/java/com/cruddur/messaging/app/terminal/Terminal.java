package com.cruddur.messaging.app.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command prints: data on standard output, everything else on standard error. A progress bar, where there is one, stays
 * below what is printed. Not thread-safe, as commands are not.
 */
public final class Terminal {
    /** The error of a command that could not print its data. */
    public static final String NO_MORE = "standard output is closed or full: not everything was printed";

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean bars;
    private String bar = "";

    /** @param bars whether somebody looks at standard error */
    Terminal(PrintWriter out, PrintWriter err, boolean bars) {
        this.out = out;
        this.err = err;
        this.bars = bars;
    }

    public static Terminal of(CommandSpec spec) {
        return new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr(), isTerminal(2));
    }

    /** Asks the shell's own test: Java tells it of standard input and output alone, and not before 22. */
    private static boolean isTerminal(int descriptor) {
        try {
            return new ProcessBuilder("test", "-t", Integer.toString(descriptor))
                            .redirectInput(Redirect.INHERIT)
                            .redirectOutput(Redirect.INHERIT)
                            .redirectError(Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * A line of data. Text of others has to be {@link Printable}.
     *
     * @throws CommandException when it could not be written, as on a full disk, or into a pipe that nobody reads any more
     */
    public void print(String line) {
        clearBar();
        out.println(line);
        if (out.checkError()) {
            throw new CommandException(NO_MORE);
        }
        drawBar();
    }

    /** A line for the person at the terminal. */
    public void say(String line) {
        clearBar();
        err.println(line);
        drawBar();
    }

    /**
     * Asks before something that cannot be undone.
     *
     * @param question the consequences of the command
     * @throws CommandException when the answer is not {@code yes}, or there is nobody to answer
     */
    public void confirm(String question) {
        err.print(question + " Type yes to go on: ");
        err.flush();
        String answer = readLine();
        if (answer == null || !answer.strip().equalsIgnoreCase("yes")) {
            if (answer == null) {
                err.println();
            }
            throw new CommandException("nothing was done; --yes skips the question");
        }
    }

    private static String readLine() {
        try {
            return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        } catch (IOException e) {
            throw new CommandException("the answer could not be read; --yes skips the question", e);
        }
    }

    /** Long work, shown by a bar on a terminal and by nothing elsewhere. */
    public Progress progress(String what) {
        return new Progress(this, what);
    }

    void drawBar(String text) {
        if (bars) {
            clearBar();
            bar = text;
            drawBar();
        }
    }

    private void drawBar() {
        if (!bar.isEmpty()) {
            err.print(bar);
            err.flush();
        }
    }

    private void clearBar() {
        if (!bar.isEmpty()) {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }
}
