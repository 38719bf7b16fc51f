package dev.jshare.vt;

import dev.jshare.perf.Measured;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The emulator on mixed text. One {@link #feed} is {@link #MIB} bytes. */
public class TerminalBenchmark extends Measured {
    private static final int MIB = 1024 * 1024;
    private static final int READ = 4096;

    private static final int CHUNK = 256 * 1024;

    private final byte[] text = MixedText.of(MIB);
    private final Terminal terminal = new Terminal(200, 50, 1000);
    private final Skim skim = new Skim(new Terminal(200, 50, 1000), 4 * MIB);

    @Setup
    public void fill() {
        feed();
    }

    /** Divide 1,048,576 by the microseconds for MB/s. */
    @Benchmark
    public void feed() {
        for (int i = 0; i < MIB; i += READ) {
            terminal.feed(text, i, READ);
        }
    }

    /** The same text while nobody looks, in pieces as the log has them in a flood. */
    @Benchmark
    public void skim() {
        for (int i = 0; i < MIB; i += CHUNK) {
            skim.add(text, i, CHUNK);
        }
    }

    @Benchmark
    public byte[] snapshotWithScrollback() {
        return terminal.snapshot(1000);
    }

    @Benchmark
    public byte[] snapshotOfTheScreen() {
        return terminal.snapshot(0);
    }

    @Benchmark
    public void resizeThereAndBack() {
        terminal.resize(150, 40);
        terminal.resize(200, 50);
    }
}
