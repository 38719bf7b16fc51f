package dev.jshare.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of {@code jshare render --batch}: terminal output in chunks, and sizes.
 *
 * @param snapshotAfter index of the chunk after which to take the snapshot, -1 for before the first
 */
public record RenderCase(
        String id,
        int cols,
        int rows,
        int scrollback,
        String unicode,
        List<byte[]> chunks,
        List<Resize> resizes,
        int snapshotAfter) {
    private static final String MALFORMED = "the line is not a JSON object of the form that --batch reads";

    /** A change of size right after the chunk with index {@code after}, -1 for before the first. */
    public record Resize(int after, int cols, int rows) {}

    /** Reads a line; members it does not know are skipped. */
    public static RenderCase read(String line) throws BadMessageException {
        try (JsonParser json = EventJson.FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new BadMessageException(MALFORMED);
            }
            return new Reader().read(json);
        } catch (IOException e) {
            throw new BadMessageException(MALFORMED);
        }
    }

    private static final class Reader {
        private String id = "";
        private String unicode = "";
        private int cols = 80;
        private int rows = 24;
        private int scrollback = 1000;
        private int snapshotAfter = Integer.MAX_VALUE;
        private final List<byte[]> chunks = new ArrayList<>();
        private final List<Resize> resizes = new ArrayList<>();

        private RenderCase read(JsonParser json) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                member(json);
            }
            int last = Math.min(snapshotAfter, chunks.size() - 1);
            return new RenderCase(id, cols, rows, scrollback, unicode, chunks, resizes, last);
        }

        private void member(JsonParser json) throws IOException {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "id" -> id = json.getText();
                case "unicode" -> unicode = json.getText();
                case "cols" -> cols = json.getIntValue();
                case "rows" -> rows = json.getIntValue();
                case "scrollback" -> scrollback = json.getIntValue();
                case "snapshotAfter" -> snapshotAfter = json.getIntValue();
                case "chunks" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        chunks.add(json.getBinaryValue());
                    }
                }
                case "resizes" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        resizes.add(resize(json));
                    }
                }
                default -> json.skipChildren();
            }
        }

        private static Resize resize(JsonParser json) throws IOException {
            int after = -1;
            int cols = 0;
            int rows = 0;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "after" -> after = json.getIntValue();
                    case "cols" -> cols = json.getIntValue();
                    case "rows" -> rows = json.getIntValue();
                    default -> json.skipChildren();
                }
            }
            return new Resize(after, cols, rows);
        }
    }
}
