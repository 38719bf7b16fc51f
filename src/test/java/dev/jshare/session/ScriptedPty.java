package dev.jshare.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jshare.pty.Pty;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A child that prints what the test says, and remembers what was typed. Any thread. */
public final class ScriptedPty implements Pty {
    private final ArrayDeque<byte[]> output = new ArrayDeque<>();
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    private final List<String> sizes = new ArrayList<>();
    private boolean closed;
    private boolean writable = true;
    private boolean room = true;
    private int most = Integer.MAX_VALUE;
    private boolean roomAsked;
    private boolean writing;
    private Integer status;

    public void print(String text) {
        print(text.getBytes(UTF_8));
    }

    public synchronized void print(byte[] bytes) {
        for (int at = 0; at < bytes.length; at += READ_SIZE) {
            output.add(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + READ_SIZE)));
        }
        notifyAll();
    }

    /** Prints without ever having more than a few reads waiting. */
    public synchronized void printSlowly(byte[] bytes) throws InterruptedException {
        while (output.size() > 64) {
            wait();
        }
        print(bytes);
    }

    /** The child closes its terminal and lives on. */
    public synchronized void closeOutput() {
        closed = true;
        notifyAll();
    }

    /** The child ends; what was printed can still be read. */
    public synchronized void end(int exitStatus) {
        closed = true;
        status = exitStatus;
        notifyAll();
    }

    /** Whether the child takes input. */
    public synchronized void setWritable(boolean is) {
        writable = is;
        notifyAll();
    }

    public synchronized void awaitWriting() throws InterruptedException {
        while (!writing) {
            wait();
        }
    }

    public synchronized String typed() {
        return typed.toString(UTF_8);
    }

    public synchronized void awaitTyped(String expected) throws InterruptedException {
        while (!typed.toString(UTF_8).contains(expected)) {
            wait();
        }
    }

    public synchronized List<String> sizes() {
        return List.copyOf(sizes);
    }

    @Override
    public long pid() {
        return 1;
    }

    @Override
    public synchronized int read(byte[] buffer) throws IOException {
        try {
            while (output.isEmpty() && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        byte[] next = output.poll();
        notifyAll();
        if (next == null) {
            return -1;
        }
        System.arraycopy(next, 0, buffer, 0, next.length);
        return next.length;
    }

    /** Whether there is room for what viewers type. */
    public synchronized void leaveRoom(boolean is) {
        room = is;
        most = is ? Integer.MAX_VALUE : 0;
        notifyAll();
    }

    /** How many bytes are taken of what is only offered. */
    public synchronized void takeAtMost(int bytes) {
        most = bytes;
    }

    @Override
    public synchronized int offer(byte[] bytes, int length) {
        int taken = writable ? Math.min(most, length) : 0;
        typed.write(bytes, 0, taken);
        notifyAll();
        return taken;
    }

    public synchronized void awaitRoomAsked() throws InterruptedException {
        while (!roomAsked) {
            wait();
        }
    }

    @Override
    public synchronized void awaitRoom() throws IOException {
        roomAsked = true;
        notifyAll();
        try {
            while (!room) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int length) throws IOException {
        writing = true;
        notifyAll();
        try {
            while (!writable) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        writing = false;
        typed.write(bytes, 0, length);
        notifyAll();
    }

    @Override
    public synchronized void resize(int cols, int rows) {
        sizes.add(cols + "x" + rows);
    }

    @Override
    public void hangUp() {
        end(129);
    }

    @Override
    public synchronized int waitFor() throws InterruptedException {
        while (status == null) {
            wait();
        }
        return status;
    }
}
