package dev.jshare.perf;

import org.openjdk.jmh.annotations.Benchmark;

/** What the other benchmarks are compared with, since machines differ: a loop over bytes, a table and an array. Never changed. */
public class ReferenceBenchmark extends Measured {
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
