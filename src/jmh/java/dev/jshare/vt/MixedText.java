package dev.jshare.vt;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Terminal output of several kinds: 60 % log lines, 20 % coloured, 12 % wide characters, 5 % long lines, 3 % progress. */
final class MixedText {
    private static final String[] WORDS = {
        "request", "handled", "cache", "miss", "user", "session", "opened", "closed", "retry", "compile", "link", "test",
        "passed", "failed", "worker", "queue", "flush", "index", "segment", "merge", "commit", "branch",
    };
    private static final String[] WIDE = {
        "日本語の出力", "端末共有", "한국어 텍스트", "中文字符宽度", "🚀", "👩‍💻", "🎉✅", "é à ü ñ", "┌──┬──┐", "▁▂▃▄▅▆▇█", "Ελληνικά",
        "Кириллица", "e\u0301a\u0308",
    };

    private final Random random = new Random(1);
    private final StringBuilder out = new StringBuilder();

    private MixedText() {}

    static byte[] of(int bytes) {
        MixedText text = new MixedText();
        while (text.out.length() < bytes) {
            text.line();
        }
        return text.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void line() {
        int kind = random.nextInt(100);
        if (kind < 60) {
            put("2024-%02d-%02dT12:%02d:%02d.%03dZ INFO  [worker-%d] com.example.%s.Service - %s %s %s id=%d in %d ms\r\n",
                    n(12), n(28), n(60), n(60), n(1000), n(16), word(), word(), word(), word(), n(1000000), n(900));
        } else if (kind < 80) {
            put("\033[32m%s\033[0m \033[1;34m%s/%s\033[0m ", word(), word(), word());
            put("\033[38;5;%dm%s\033[39m \033[48;2;%d;%d;%dm %s \033[0m \033[4m%s\033[24m %d\r\n",
                    n(256), word(), n(256), n(256), n(256), word(), word(), n(100000));
        } else if (kind < 92) {
            put("%s %s %s: %s %s (%d)\r\n", wide(), word(), wide(), word(), wide(), n(1000));
        } else if (kind < 97) {
            for (int i = 20 + n(120); i > 0; i--) {
                put("%s ", word());
            }
            put("\r\n");
        } else {
            for (int i = 0; i < 5; i++) {
                put("\r\033[K[%-20s] %3d%% %s", "=".repeat(i * 5), i * 25, word());
            }
            put("\r\n");
        }
    }

    private void put(String format, Object... values) {
        out.append(String.format(format, values));
    }

    private int n(int bound) {
        return random.nextInt(bound);
    }

    private String word() {
        return WORDS[n(WORDS.length)];
    }

    private String wide() {
        return WIDE[n(WIDE.length)];
    }
}
