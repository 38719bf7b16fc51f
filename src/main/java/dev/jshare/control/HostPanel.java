package dev.jshare.control;

import dev.jshare.console.Key;
import dev.jshare.console.PanelPainter;
import dev.jshare.session.HostKeys;
import dev.jshare.session.HostScreen;
import dev.jshare.session.Outlet;
import dev.jshare.session.Session;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The panel on the host's console. A thread of its own, {@code jshare-panel}, draws it as long as it is open; its classes are
 * loaded when it is opened first.
 */
public final class HostPanel implements HostKeys.Panel, Outlet {
    /** How soon what happens is shown. */
    private static final long SOON_MILLIS = 100;

    /** How often it is looked at anyhow, for what counts down. */
    private static final long LOOK_MILLIS = 1_000;

    /** How long the rest of a key may take whose first byte is ESC. */
    private static final long KEY_MILLIS = 50;

    private static final byte[] NO_KEY = {};

    private final HostScreen screen;
    private final Attendant attendant;
    private final InstantSource clock;
    private final Settings settings;
    private final LinkedBlockingQueue<byte[]> pressed = new LinkedBlockingQueue<>();
    private volatile boolean open;

    /** Draws links. */
    @FunctionalInterface
    public interface Picture {
        /** The lines of a picture that readers of codes know as this link, light on dark; none if it does not fit. */
        List<String> of(String link, int cols, int rows);
    }

    /**
     * How the host wants it.
     *
     * @param prefix the byte of the key that opens it
     * @param prefixName how that key is called
     * @param colour whether there may be colours
     */
    public record Settings(int prefix, String prefixName, boolean colour, Picture picture) {}

    private HostPanel(HostScreen screen, Attendant attendant, InstantSource clock, Settings settings) {
        this.screen = screen;
        this.attendant = attendant;
        this.clock = clock;
        this.settings = settings;
    }

    /** Has the prefix open the panel from now on. */
    public static void listen(
            Session session, HostScreen screen, Attendant attendant, InstantSource clock, Settings settings) {
        HostPanel panel = new HostPanel(screen, attendant, clock, settings);
        session.addOutlet(panel);
        screen.keys().listen(settings.prefix, panel);
    }

    @Override
    public void open(byte[] prefix) {
        pressed.clear();
        Thread thread = new Thread(() -> run(prefix), "jshare-panel");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void press(byte[] keys) {
        pressed.add(keys);
    }

    /** The size or something else may have changed. */
    @Override
    public void wake() {
        if (open && pressed.isEmpty()) {
            pressed.add(NO_KEY);
        }
    }

    private void run(byte[] prefix) {
        Panel.After after = Panel.After.CLOSE;
        boolean covered = false;
        try {
            covered = screen.cover();
            open = covered;
            if (covered) {
                after = show();
            }
        } catch (IllegalStateException e) {
            // The session is over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open = false;
            screen.uncover();
            close();
        }
        if (!covered) {
            screen.keys().listenNoMore();
            send(prefix);
        } else if (after == Panel.After.STOP) {
            attendant.reply(new ControlMessage.Stop());
        }
    }

    private void close() {
        try {
            screen.keys().close();
        } catch (IOException e) {
            // The shell is gone.
        }
    }

    @Override
    public List<byte[]> unread() {
        List<byte[]> unread = new ArrayList<>();
        pressed.drainTo(unread);
        return unread;
    }

    private Panel.After show() throws InterruptedException {
        Panel panel = new Panel(attendant::reply, clock, settings.prefixName, settings.picture);
        PanelPainter painter = new PanelPainter(settings.colour);
        while (panel.refresh() && draw(panel, painter)) {
            byte[] keys = nextKeys();
            int prefix = screen.keys().prefixLength(keys);
            if (prefix > 0) {
                send(Arrays.copyOf(keys, prefix));
                return Panel.After.CLOSE;
            }
            Panel.After after = press(panel, keys);
            if (after != Panel.After.STAY) {
                return after;
            }
        }
        return Panel.After.CLOSE;
    }

    private static Panel.After press(Panel panel, byte[] keys) {
        Panel.After after = Panel.After.STAY;
        for (int at = 0; at < keys.length && after == Panel.After.STAY; ) {
            Key key = Key.read(keys, at, keys.length);
            if (key == null) {
                break; // Its rest has not come in time.
            }
            if (key.code() != Key.OTHER && !key.released()) {
                after = panel.press(key.code());
            }
            at += key.length();
        }
        return after;
    }

    private boolean draw(Panel panel, PanelPainter painter) {
        int cols = screen.cols();
        int rows = screen.rows();
        return screen.paint(painter.paint(panel.view(cols, rows), cols, rows));
    }

    private void send(byte[] keys) {
        try {
            screen.keys().type(keys);
        } catch (IOException e) {
            // The shell is gone.
        }
    }

    /** What is pressed next, or nothing when there is something new to show. */
    private byte[] nextKeys() throws InterruptedException {
        byte[] keys = pressed.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SOON_MILLIS);
        while (keys != null && keys.length == 0) { // Gathers what else happens; a key comes at once.
            keys = pressed.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        if (keys == null) {
            return NO_KEY;
        }
        while (Key.isCut(keys)) {
            byte[] rest = pressed.poll(KEY_MILLIS, TimeUnit.MILLISECONDS);
            if (rest == null) {
                break;
            }
            int length = keys.length;
            keys = Arrays.copyOf(keys, length + rest.length);
            System.arraycopy(rest, 0, keys, length, rest.length);
        }
        return keys;
    }
}
