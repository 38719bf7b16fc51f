package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jshare.protocol.ClientMessage;
import dev.jshare.protocol.CloseCode;
import dev.jshare.protocol.Frame;
import dev.jshare.protocol.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A viewer of {@code jshare.v1} with a transport that takes one frame at a time, on the thread of the test. Checks that
 * the output has neither gaps nor doubles.
 */
final class Collector implements Outlet {
    private final Session session;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final List<Map<String, Object>> events = new ArrayList<>();
    private final List<String> sizes = new ArrayList<>();
    private Viewer viewer;
    private boolean acks = true;
    private long rung; // Guarded by this.
    private long polled;
    private long start = -1;
    private long at = -1;
    private int snapshots;
    private String shown = "";
    private int outputs;

    Collector(Session session) {
        this.session = session;
    }

    boolean join(JoinRequest request) {
        session.addOutlet(this);
        viewer = session.join(request);
        return viewer != null;
    }

    /** Stops acknowledging. */
    Collector silent() {
        acks = false;
        return this;
    }

    @Override
    public synchronized void wake() {
        rung++;
        notifyAll();
    }

    synchronized long rung() {
        return rung;
    }

    Viewer viewer() {
        return viewer;
    }

    /** The offset reached. */
    long at() {
        return at;
    }

    /** The offset of the last snapshot, or that of the welcome. */
    long start() {
        return start;
    }

    /** The output from {@link #start} to {@link #at}. */
    byte[] output() {
        return output.toByteArray();
    }

    String text() {
        return output.toString(UTF_8);
    }

    /** The bytes of the last snapshot. */
    String shown() {
        return shown;
    }

    int snapshots() {
        return snapshots;
    }

    int outputs() {
        return outputs;
    }

    List<String> sizes() {
        return sizes;
    }

    List<Map<String, Object>> events(String type) {
        return events.stream().filter(event -> event.get("type").equals(type)).toList();
    }

    void say(ClientMessage message) {
        viewer.receive(message, System.nanoTime());
    }

    void type(String text) {
        say(new ClientMessage.Input(text.getBytes(UTF_8)));
    }

    /** Takes frames until something is true. */
    Collector until(BooleanSupplier reached) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            assertTrue(next(), () -> "closed too early: " + viewer.closing());
        }
        return this;
    }

    Collector untilAt(long offset) throws InterruptedException {
        return until(() -> at >= offset);
    }

    /** Takes what there is until the viewer is to be closed. */
    CloseCode untilClosed() throws InterruptedException {
        while (next()) {
            // Taken.
        }
        return viewer.closing();
    }

    /** Waits for one frame and takes it; false if the viewer is to be closed. */
    boolean next() throws InterruptedException {
        while (true) {
            long before = rung();
            if (tryNext()) {
                return true;
            }
            if (viewer.closing() != null) {
                return false;
            }
            synchronized (this) {
                while (rung == before) {
                    wait();
                }
            }
        }
    }

    /** Takes a frame if one is there, and acknowledges it in no time: else a busy machine would make it a slow viewer. */
    boolean tryNext() {
        polled = System.nanoTime();
        Frame frame = viewer.poll(polled);
        if (frame != null) {
            take(frame.bytes());
        }
        return frame != null;
    }

    private void take(ByteBuffer frame) {
        byte type = frame.get();
        switch (type) {
            case 0x01 -> output(frame);
            case 0x02 -> snapshot(frame);
            case 0x03 -> {
                assertEquals(at, frame.getLong(), "a resize stands in order");
                sizes.add(frame.getShort() + "x" + frame.getShort());
            }
            case 0x04 -> event(frame);
            default -> throw new AssertionError("message type " + type);
        }
    }

    private void output(ByteBuffer frame) {
        long offset = frame.getLong();
        assertEquals(at, offset, "output continues where the last one ended");
        outputs++;
        output.write(frame.array(), frame.arrayOffset() + frame.position(), frame.remaining());
        at += frame.remaining();
        acknowledge();
    }

    private void snapshot(ByteBuffer frame) {
        snapshots++;
        start = frame.getLong();
        assertTrue(start >= at, "a snapshot is never older than what was shown before");
        at = start;
        sizes.add(frame.getShort() + "x" + frame.getShort());
        shown = UTF_8.decode(frame).toString();
        output.reset();
        acknowledge();
    }

    private void event(ByteBuffer frame) {
        byte[] json = new byte[frame.remaining()];
        frame.get(json);
        Map<String, Object> event = Json.object(json);
        assertEquals(events.isEmpty(), event.get("type").equals("welcome"), "welcome comes first and once");
        if (events.isEmpty()) {
            start = (long) event.get("offset");
            at = start;
        }
        events.add(event);
    }

    private void acknowledge() {
        if (acks) {
            viewer.receive(new ClientMessage.Ack(at), polled);
        }
    }
}
