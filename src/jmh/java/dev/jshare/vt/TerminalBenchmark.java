package dev.jshare.vt;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The emulator on mixed text, on the JVM flags that the launcher uses. One {@link #feed} is {@link #MIB} bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"})
public class TerminalBenchmark {
    private static final int MIB = 1024 * 1024;
    private static final int READ = 4096;

    private final byte[] text = MixedText.of(MIB);
    private final Terminal terminal = new Terminal(200, 50, 1000);

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
