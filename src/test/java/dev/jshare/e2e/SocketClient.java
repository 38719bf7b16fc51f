package dev.jshare.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A script at the socket. Bytes are kept as characters of the same number (ISO 8859-1). */
final class SocketClient implements WebSocket.Listener, AutoCloseable {
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();

    @SuppressWarnings("NullAway.Init")
    private WebSocket socket;

    private SocketClient() {}

    /** Presents the token in a header; offers a subprotocol, or none. */
    static SocketClient connect(HttpClient http, URI url, String token, List<String> subprotocol) throws Exception {
        SocketClient client = new SocketClient();
        WebSocket.Builder builder = http.newWebSocketBuilder().header("Authorization", "Bearer " + token);
        if (!subprotocol.isEmpty()) {
            builder.subprotocols(subprotocol.get(0));
        }
        client.socket = builder.buildAsync(url, client).get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
        return client;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            messages.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            messages.add(binary.toString(StandardCharsets.ISO_8859_1));
            binary.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    void sendText(String message) throws Exception {
        socket.sendText(message, true).get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    void sendBinary(byte[] message) throws Exception {
        socket.sendBinary(ByteBuffer.wrap(message), true).get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    List<String> messages() {
        return messages;
    }

    /** The message of this number, from 0. */
    String message(int number) throws Exception {
        return Await.value(
                "message " + number,
                () -> number < messages.size() ? Optional.of(messages.get(number)) : Optional.empty(),
                messages::toString);
    }

    /** Waits until all messages together hold this text. */
    SocketClient await(String wanted) throws Exception {
        Await.until("a message with " + wanted, () -> String.join("", messages).contains(wanted), messages::toString);
        return this;
    }

    /** Waits until this was printed, however it was cut into messages of {@code jshare.v1.json}. */
    SocketClient awaitOutput(String wanted) throws Exception {
        Await.until("output with " + wanted, () -> output().contains(wanted), messages::toString);
        return this;
    }

    private String output() throws IOException {
        StringBuilder output = new StringBuilder();
        for (String message : messages) {
            Json told = Json.parse(message);
            if (told.get("type").text().equals("output")) {
                output.append(told.get("data").text());
            }
        }
        return output.toString();
    }

    /** Waits until the server has closed the connection; the code that it gave. */
    int awaitClose() throws Exception {
        return closed.get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
