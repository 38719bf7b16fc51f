package dev.jshare.load;

import java.io.IOException;
import java.nio.ByteBuffer;
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
import org.openjdk.jmh.infra.Blackhole;

/** RFC 6455 as a client speaks it: 64 frames of 1 KiB are read, 64 messages of 64 bytes are masked. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"})
public class FramesBenchmark {
    private static final int FRAMES = 64;
    private static final int KIB = 1024;

    private final byte[] message = new byte[64];
    private final ByteBuffer stream = ByteBuffer.allocate(FRAMES * (4 + KIB));
    private long bytes;
    private final Frames frames = new Frames((opcode, part, first, last) -> bytes += part.remaining());

    public FramesBenchmark() {
        for (int i = 0; i < FRAMES; i++) {
            stream.put((byte) 0x82).put((byte) 126).putShort((short) KIB).put(new byte[KIB]);
        }
    }

    @Benchmark
    public long read() throws IOException {
        frames.read(stream.rewind());
        return bytes;
    }

    @Benchmark
    public void mask(Blackhole taker) {
        for (int i = 0; i < FRAMES; i++) {
            taker.consume(Frames.write(Frames.BINARY, message));
        }
    }
}
