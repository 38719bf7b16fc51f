package dev.jshare.cli;

import dev.jshare.load.LoadReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report of a load test, as a table and for scripts. */
final class BenchTable {
    private BenchTable() {}

    static List<String> lines(LoadReport report) {
        double seconds = report.measured().toNanos() / 1e9;
        Table table = new Table("viewers", report.joined() + " of " + report.viewers() + " joined");
        table.row("", report.dropped() + " lost their connection");
        table.row("measured", seconds(report.measured()));
        table.row(
                "delivered",
                megabytes(report.bytes()) + " (" + megabytes(Math.round(report.bytes() / seconds)) + "/s), "
                        + megabytes(report.wireBytes()) + " on the wire");
        table.row("messages", String.valueOf(report.messages()));
        table.row("skips", report.skips() + " screens instead of output");
        table.row("gaps", String.valueOf(report.gaps()));
        if (report.stamps() > 0) {
            table.row("stamps", report.stamps() + ", " + report.missed() + " missed by skips");
        }
        Duration cpu = report.serverCpu();
        if (cpu != null) {
            table.row(
                    "server CPU",
                    seconds(cpu) + String.format(Locale.ROOT, " (%.0f %%)", cpu.toNanos() / 1e7 / seconds));
        }
        List<String> lines = new ArrayList<>(table.lines(false));
        Table times = new Table("", "p50", "p90", "p99", "max");
        row(times, "lag", report.lag());
        row(times, "round trip", report.roundTrip());
        lines.add("");
        lines.addAll(times.lines(false));
        return lines;
    }

    private static void row(Table table, String name, LoadReport.Spread spread) {
        if (spread.count() > 0) {
            table.row(name, millis(spread.p50()), millis(spread.p90()), millis(spread.p99()), millis(spread.max()));
        }
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toNanos() / 1e9);
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.2f ms", micros / 1e3);
    }

    static Map<String, @Nullable Object> members(LoadReport report) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("viewers", report.viewers());
        members.put("joined", report.joined());
        members.put("refused", report.refused());
        members.put("dropped", report.dropped());
        members.put("measuredMillis", report.measured().toMillis());
        members.put("bytes", report.bytes());
        members.put("wireBytes", report.wireBytes());
        members.put("messages", report.messages());
        members.put("skips", report.skips());
        members.put("gaps", report.gaps());
        members.put("stamps", report.stamps());
        members.put("missed", report.missed());
        members.put("lagMicros", members(report.lag()));
        members.put("roundTripMicros", members(report.roundTrip()));
        Duration cpu = report.serverCpu();
        members.put("serverCpuMillis", cpu == null ? null : cpu.toMillis());
        members.put("complete", report.complete());
        return members;
    }

    private static @Nullable Map<String, Long> members(LoadReport.Spread spread) {
        if (spread.count() == 0) {
            return null;
        }
        Map<String, Long> members = new LinkedHashMap<>();
        members.put("count", spread.count());
        members.put("p50", spread.p50());
        members.put("p90", spread.p90());
        members.put("p99", spread.p99());
        members.put("max", spread.max());
        return members;
    }
}
