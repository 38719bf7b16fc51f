package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jshare.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;

/** A terminal whose keys and faults come from the test. Any thread. */
final class ScriptedConsole implements Console {
    private final ArrayDeque<byte[]> keys = new ArrayDeque<>();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private boolean asked;
    private boolean gone;
    private boolean stopped;
    private boolean writing;
    private boolean failing;
    private Runnable beforeShow = () -> {};

    /** Is to be asked for its colours. */
    ScriptedConsole asked() {
        asked = true;
        return this;
    }

    boolean isAsked() {
        return asked;
    }

    synchronized void press(String text) {
        keys.add(text.getBytes(UTF_8));
        notifyAll();
    }

    /** Has the terminal stop, as after Ctrl-S, or go on. */
    synchronized void setStopped(boolean is) {
        stopped = is;
        notifyAll();
    }

    synchronized void setFailing() {
        failing = true;
    }

    synchronized void beforeShow(Runnable check) {
        beforeShow = check;
    }

    synchronized void awaitWriting() throws InterruptedException {
        while (!writing) {
            wait();
        }
    }

    synchronized void awaitShown(int length) throws InterruptedException {
        while (shown.size() < length) {
            wait();
        }
    }

    synchronized int shown() {
        return shown.size();
    }

    synchronized byte[] shownBytes() {
        return shown.toByteArray();
    }

    @Override
    public int cols() {
        return 80;
    }

    @Override
    public int rows() {
        return 24;
    }

    @Override
    public void enterRaw() {}

    @Override
    public void restore() {}

    @Override
    public synchronized int read(byte[] buffer) throws IOException {
        try {
            while (keys.isEmpty() && !gone) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        byte[] next = keys.poll();
        if (next == null) {
            return -1;
        }
        System.arraycopy(next, 0, buffer, 0, next.length);
        return next.length;
    }

    @Override
    public synchronized boolean awaitKeys(int millis) throws IOException {
        long end = System.nanoTime() + millis * 1_000_000L;
        try {
            for (long left = millis;
                    keys.isEmpty() && !gone && left > 0;
                    left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return !keys.isEmpty() || gone;
    }

    @Override
    public synchronized void write(byte[] bytes, int length) throws IOException {
        beforeShow.run();
        writing = true;
        notifyAll();
        try {
            while (stopped) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        writing = false;
        if (failing) {
            throw new IOException("the terminal is gone");
        }
        shown.write(bytes, 0, length);
        notifyAll();
    }

    @Override
    public void onResize(Runnable listener) {}
}
