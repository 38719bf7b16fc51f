package dev.jshare.perf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs all benchmarks and compares them with the figures of before, {@code src/jmh/figures.properties}: how many times as long
 * as {@link ReferenceBenchmark} of the same run each takes. Single calls are timed, and the quickest counts: it was not
 * interrupted by what else the machine does. Those that seem slower run again, and figures are the best of as many runs.
 *
 * <p>Arguments: {@code compare FILE}, which ends with 1 if one has become slower by over a fifth, or {@code write FILE}.
 */
public final class Perf {
    private static final List<String> ALL = List.of(".*");
    private static final String REFERENCE = "ReferenceBenchmark.loop";

    /** A speed under four fifths of before. */
    private static final double SLOWER = 1 / 0.8;

    /** How often those that seem slower may show that it was the machine. */
    private static final int TRIES = 2;

    private final Map<String, Double> best = new TreeMap<>(); // Microseconds.

    private Perf() {}

    public static void main(String[] args) throws RunnerException, IOException {
        Path file = Path.of(args[1]);
        Perf perf = new Perf();
        perf.run(ALL);
        if (args[0].equals("write")) {
            for (int again = 0; again < TRIES; again++) {
                perf.run(ALL);
            }
            perf.write(file);
            return;
        }
        Properties before = read(file);
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
    private List<String> slower(Properties before) {
        Map<String, Double> now = ratios();
        return before.stringPropertyNames().stream()
                .filter(name -> now.getOrDefault(name, Double.MAX_VALUE) > old(before, name) * SLOWER)
                .toList();
    }

    private static double old(Properties before, String name) {
        return Double.parseDouble(before.getProperty(name));
    }

    private void print(Properties before) {
        System.out.printf(Locale.ROOT, "%n%-42s %12s %12s%n", "times the reference loop", "before", "now");
        Map<String, Double> now = ratios();
        List<String> slower = slower(before);
        Set<String> names = new TreeSet<>(now.keySet());
        names.addAll(before.stringPropertyNames());
        for (String name : names) {
            String was = before.getProperty(name, "new");
            String mark = slower.contains(name) ? "  SLOWER" : "";
            System.out.printf(Locale.ROOT, "%-42s %12s %12.5f%s%n", name, was, now.get(name), mark);
        }
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("# How many times as long as the reference loop; see BENCHMARKS.md.\n");
        ratios().forEach((name, ratio) -> text.append(String.format(Locale.ROOT, "%s = %.5f\n", name, ratio)));
        Files.writeString(file, text);
    }
}
