package dev.jshare.load;

import dev.jshare.perf.Measured;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** RFC 6455 as a client speaks it: 64 frames of 1 KiB are read, 64 messages of 64 bytes are masked. */
public class FramesBenchmark extends Measured {
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
