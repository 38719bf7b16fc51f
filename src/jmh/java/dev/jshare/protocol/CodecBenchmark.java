package dev.jshare.protocol;

import dev.jshare.perf.Measured;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** Messages to frames and back, 64 at a time: 4 KiB of output in each dialect, and a key. */
public class CodecBenchmark extends Measured {
    private static final int READ = 4096;
    private static final int MESSAGES = 64;

    private final ServerMessage output = new ServerMessage.Output(1 << 20, text(), 1_700_000_000_000L, 20);
    private final ByteBuffer key = ByteBuffer.wrap(new byte[] {BinaryCodec.INPUT, 'x'});

    private static ByteBuffer text() {
        ByteBuffer text = ByteBuffer.allocate(READ);
        for (int i = 0; text.hasRemaining(); i++) {
            text.put((byte) (i % 80 == 79 ? '\n' : 'a' + i % 26));
        }
        return text.flip();
    }

    private void encode(Dialect dialect, Blackhole taker) {
        for (int i = 0; i < MESSAGES; i++) {
            taker.consume(dialect.codec().encode(output));
        }
    }

    @Benchmark
    public void outputForThePage(Blackhole taker) {
        encode(Dialect.BINARY, taker);
    }

    @Benchmark
    public void outputForScripts(Blackhole taker) {
        encode(Dialect.JSON, taker);
    }

    @Benchmark
    public void outputForPlayers(Blackhole taker) {
        encode(Dialect.ALIS, taker);
    }

    @Benchmark
    public void input(Blackhole taker) throws BadMessageException {
        for (int i = 0; i < MESSAGES; i++) {
            taker.consume(Dialect.BINARY.codec().decode(false, key.rewind()));
        }
    }
}
