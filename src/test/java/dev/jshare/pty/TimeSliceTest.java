package dev.jshare.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class TimeSliceTest {
    private static final Path SCHEDULING = Path.of("/proc/thread-self/sched");

    /** What the kernel says of a thread before and after. */
    private record Seen(String before, String after, String nice) {}

    @Test
    void isLongerForThisThreadAlone() throws Exception {
        assumeTrue(hasCustomSlices(), "the kernel has no slices to ask for, or does not tell");
        Seen lengthened = onAnotherThread();
        assertEquals("10000000", lengthened.after);
        assertNotEquals("10000000", lengthened.before);
        assertEquals(lengthened.before, slice());
    }

    @Test
    void leavesThePriorityAlone() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/thread-self/stat")), "no Linux");
        assertEquals("5", onAnotherThread().nice);
    }

    @Test
    void isLongerForWhoeverReadsAPty() throws Exception {
        assumeTrue(hasCustomSlices(), "the kernel has no slices to ask for, or does not tell");
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"));
        LocalPty pty = LocalPty.start(List.of("/bin/sh", "-c", "echo; read line"), Path.of("/"), environment, 80, 24);
        pty.quicken();
        FutureTask<String> reader = new FutureTask<>(() -> pty.read(new byte[Pty.READ_SIZE]) > 0 ? slice() : "");
        new Thread(reader).start();
        assertEquals("10000000", reader.get());
        pty.hangUp();
        pty.waitFor();
    }

    /** Whose priority is lower by five than usual. */
    private static Seen onAnotherThread() throws Exception {
        FutureTask<Seen> task = new FutureTask<>(() -> {
            NativeLibrary.getProcess().getFunction("setpriority").invokeInt(new Object[] {0, 0, 5});
            String before = slice();
            TimeSlice.lengthen();
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            // proc(5): the 19th field; the second ends with the last bracket.
            String nice = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16];
            return new Seen(before, slice(), nice);
        });
        Thread thread = new Thread(task);
        thread.start();
        return task.get();
    }

    private static String slice() throws Exception {
        if (!Files.exists(SCHEDULING)) {
            return "";
        }
        return Files.readString(SCHEDULING)
                .lines()
                .filter(line -> line.startsWith("se.slice"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static boolean hasCustomSlices() throws Exception {
        if (slice().isEmpty()) {
            return false;
        }
        String[] release =
                Files.readString(Path.of("/proc/sys/kernel/osrelease")).split("\\D+");
        int version = Integer.parseInt(release[0]) * 1000 + Integer.parseInt(release[1]);
        return version >= 6012;
    }
}
