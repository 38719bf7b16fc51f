package dev.jshare.perf;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the other benchmarks are compared with, since machines differ: a loop over bytes, a table and an array. Never changed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"})
public class ReferenceBenchmark {
    private static final int SIZE = 4096;

    private final byte[] input = new byte[SIZE];
    private final byte[] output = new byte[SIZE];
    private final int[] table = new int[256];

    public ReferenceBenchmark() {
        for (int i = 0; i < SIZE; i++) {
            input[i] = (byte) (i * 31 >>> 3);
        }
        for (int i = 0; i < table.length; i++) {
            table[i] = i * 0x9e3779b9;
        }
    }

    @Benchmark
    public int loop() {
        int state = 1;
        for (int i = 0; i < SIZE; i++) {
            state = (state >>> 8) ^ table[(state ^ input[i]) & 0xff];
            output[i] = (byte) state;
        }
        return state;
    }
}
