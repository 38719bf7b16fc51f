package dev.jshare.perf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs all benchmarks and compares them with the figures of before, in {@code src/jmh/figures}: how many times as long as
 * {@link ReferenceBenchmark} of the same run each takes. Single calls are timed, and the quickest counts: it was not
 * interrupted by what else the machine does. Those that seem slower run again, and figures are the best of as many runs.
 *
 * <p>The ratios of one processor are not quite another's, so each has a file of its own. Where there is none the slowest of
 * all files counts.
 *
 * <p>Arguments: {@code compare DIRECTORY}, which ends with 1 if one has become slower by over a fifth, or {@code write
 * DIRECTORY}.
 */
public final class Perf {
    private static final List<String> ALL = List.of(".*");
    private static final String REFERENCE = "ReferenceBenchmark.loop";

    /** A speed under four fifths of before. */
    private static final double SLOWER = 1 / 0.8;

    /** What tells kinds of processors apart in {@code /proc/cpuinfo}. */
    private static final Set<String> KIND = Set.of("vendor_id", "cpu family", "model", "CPU implementer", "CPU part");

    /** How often those that seem slower may show that it was the machine. */
    private static final int TRIES = 2;

    private final Map<String, Double> best = new TreeMap<>(); // Microseconds.

    private Perf() {}

    public static void main(String[] args) throws RunnerException, IOException {
        Path directory = Path.of(args[1]);
        Path file = directory.resolve(processor() + ".properties");
        Perf perf = new Perf();
        perf.run(ALL);
        if (args[0].equals("write")) {
            for (int again = 0; again < TRIES; again++) {
                perf.run(ALL);
            }
            perf.write(file);
            return;
        }
        Map<String, Double> before = Files.exists(file) ? read(file) : slowest(directory);
        for (int again = 0; again < TRIES && !perf.slower(before).isEmpty(); again++) {
            List<String> names = new ArrayList<>(perf.slower(before));
            names.add(REFERENCE);
            perf.run(names);
        }
        perf.print(before);
        System.exit(perf.slower(before).isEmpty() ? 0 : 1);
    }

    /** Runs the benchmarks whose names match, and keeps the best of all their runs. */
    private void run(List<String> names) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        names.forEach(options::include);
        options.mode(Mode.SampleTime);
        for (RunResult result : new Runner(options.build()).run()) {
            String[] name = result.getParams().getBenchmark().split("\\.");
            best.merge(
                    name[name.length - 2] + "." + name[name.length - 1],
                    result.getAggregatedResult().getPrimaryResult().getStatistics().getMin(),
                    Math::min);
        }
    }

    private Map<String, Double> ratios() {
        Map<String, Double> ratios = new TreeMap<>(best);
        double reference = ratios.remove(REFERENCE);
        ratios.replaceAll((name, micros) -> micros / reference);
        return ratios;
    }

    /** Those that have become slower, or are there no more. */
    private List<String> slower(Map<String, Double> before) {
        Map<String, Double> now = ratios();
        return before.keySet().stream()
                .filter(name -> now.getOrDefault(name, Double.MAX_VALUE) > before.get(name) * SLOWER)
                .toList();
    }

    private void print(Map<String, Double> before) {
        System.out.printf(Locale.ROOT, "%n%-42s %12s %12s%n", "times the reference loop", "before", "now");
        Map<String, Double> now = ratios();
        List<String> slower = slower(before);
        Set<String> names = new TreeSet<>(now.keySet());
        names.addAll(before.keySet());
        for (String name : names) {
            String mark = slower.contains(name) ? "  SLOWER" : "";
            System.out.printf(Locale.ROOT, "%-42s %12s %12s%s%n", name, shown(before, name), shown(now, name), mark);
        }
    }

    private static String shown(Map<String, Double> ratios, String name) {
        Double ratio = ratios.get(name);
        return ratio == null ? "-" : String.format(Locale.ROOT, "%.5f", ratio);
    }

    /** A name for this kind of processor. */
    private static String processor() throws IOException {
        Path cpuinfo = Path.of("/proc/cpuinfo");
        if (!Files.exists(cpuinfo)) {
            return System.getProperty("os.arch");
        }
        Map<String, String> facts = new LinkedHashMap<>();
        for (String line : Files.readAllLines(cpuinfo)) {
            String[] fact = line.split("\\s*:\\s*", 2);
            if (KIND.contains(fact[0])) {
                facts.putIfAbsent(fact[0], fact[1]);
            }
        }
        return facts.isEmpty() ? System.getProperty("os.arch") : String.join("-", facts.values());
    }

    private static Map<String, Double> slowest(Path directory) throws IOException {
        Map<String, Double> slowest = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(file -> read(file).forEach((name, ratio) -> slowest.merge(name, ratio, Math::max)));
        }
        return slowest;
    }

    private static Map<String, Double> read(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Double> ratios = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> ratios.put(name, Double.valueOf(properties.getProperty(name))));
        return ratios;
    }

    private void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("# How many times as long as the reference loop; see BENCHMARKS.md.\n");
        ratios().forEach((name, ratio) -> text.append(String.format(Locale.ROOT, "%s = %.5f\n", name, ratio)));
        Files.writeString(file, text);
    }
}
