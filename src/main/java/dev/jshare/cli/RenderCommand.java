package dev.jshare.cli;

import dev.jshare.vt.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code jshare render}: shows what a terminal would show after some output. */
@Command(
        name = "render",
        description = "Feeds raw terminal output to the emulator and prints the screen it leaves.",
        exitCodeList = {"0:done", "1:the file cannot be read", "2:the command line is wrong"})
final class RenderCommand extends Subcommand {
    private static final String UNICODE = "11";

    /** What to print; named as on the command line. */
    enum Format {
        ansi,
        text,
        html,
        json
    }

    /** A change of size after so many bytes of input. */
    record ResizeAt(long bytes, int cols, int rows) {
        private static final Pattern FORM = Pattern.compile("([0-9]{1,18}):([0-9]{1,5})x([0-9]{1,5})");

        static final class Converter implements ITypeConverter<ResizeAt> {
            @Override
            public ResizeAt convert(String text) {
                Matcher m = FORM.matcher(text);
                if (!m.matches()) {
                    throw new TypeConversionException("'" + text + "' is not BYTES:COLSxROWS, such as 1024:80x24");
                }
                return new ResizeAt(
                        Long.parseLong(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
            }
        }
    }

    @Option(names = "--cols", paramLabel = "N", defaultValue = "80", description = "Columns. Default: 80.")
    int cols;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "24", description = "Rows. Default: 24.")
    int rows;

    @Option(
            names = "--scrollback",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Lines kept above the screen. Default: 1000.")
    int scrollback;

    @Option(
            names = "--unicode",
            paramLabel = "V",
            defaultValue = UNICODE,
            description = "Version of Unicode for the widths of characters. Only 11, the viewer's.")
    String unicode = UNICODE;

    @Option(
            names = "--resize-at",
            paramLabel = "BYTES:COLSxROWS",
            converter = ResizeAt.Converter.class,
            description = "Change the size after so many bytes. Repeatable, in order.")
    List<ResizeAt> resizes = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            defaultValue = "ansi",
            description = "ansi (escape sequences that rebuild the screen), text, html or json. Default: ansi.")
    Format format = Format.ansi;

    @Option(names = "--batch", description = "Answer lines of JSON on standard input, for tests.")
    boolean batch;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The output to read. Default: standard input.")
    @Nullable
    Path file;

    /** Refuses widths other than those of the viewer. */
    static void checkUnicode(String version) {
        if (!version.isEmpty() && !version.equals(UNICODE)) {
            throw CliException.usage("Unicode version " + version + " is not supported; leave it out or say 11.");
        }
    }

    @Override
    public Integer call() throws IOException {
        PrintStream out = System.out;
        if (batch) {
            RenderBatch.run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), out);
            return ExitCode.OK;
        }
        checkUnicode(unicode);
        if (cols < 1 || rows < 1) {
            throw CliException.usage("--cols and --rows must be 1 or more; " + cols + "x" + rows + " is no screen.");
        } else if (scrollback < 0) {
            throw CliException.usage("--scrollback must be 0 or more.");
        }
        Terminal terminal = new Terminal(cols, rows, scrollback);
        if (file == null) {
            feed(System.in, terminal);
        } else {
            try (InputStream in = Files.newInputStream(file)) {
                feed(in, terminal);
            } catch (IOException e) {
                throw new CliException(ExitCode.FAILED, "Cannot read " + file + ": check that it exists and is yours.");
            }
        }
        out.write(print(terminal));
        out.flush();
        return ExitCode.OK;
    }

    private byte[] print(Terminal terminal) {
        return switch (format) {
            case ansi -> terminal.snapshot(scrollback);
            case text -> terminal.text(scrollback).getBytes(StandardCharsets.UTF_8);
            case html -> terminal.html(scrollback).getBytes(StandardCharsets.UTF_8);
            case json -> terminal.json(scrollback).getBytes(StandardCharsets.UTF_8);
        };
    }

    private void feed(InputStream in, Terminal terminal) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long fed = 0;
        for (ResizeAt resize : resizes) {
            fed += feed(in, terminal, buffer, resize.bytes - fed);
            terminal.resize(resize.cols, resize.rows);
        }
        feed(in, terminal, buffer, Long.MAX_VALUE);
    }

    private static long feed(InputStream in, Terminal terminal, byte[] buffer, long limit) throws IOException {
        long fed = 0;
        while (fed < limit) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, limit - fed));
            if (n < 0) {
                break;
            }
            terminal.feed(buffer, 0, n);
            fed += n;
        }
        return fed;
    }
}
