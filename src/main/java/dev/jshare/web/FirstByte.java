package dev.jshare.web;

import dev.jshare.tls.TlsIdentity;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.Buffers;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioExecutor;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.PushBackStreamSourceConduit;

/**
 * Tells by a connection's first byte whether TLS or plain HTTP is spoken on it: a TLS connection begins with a record of type
 * handshake (RFC 8446 §5.1), which is no character of a method.
 */
final class FirstByte implements ChannelListener<StreamConnection> {
    private static final int HANDSHAKE = 22;

    private static final OptionMap MODERN =
            OptionMap.create(Options.SSL_ENABLED_PROTOCOLS, Sequence.of("TLSv1.3", "TLSv1.2"));

    /** What Undertow has for a TLS record. */
    private static final int RECORD = 17 * 1024;

    private static final int CACHED_BUFFERS = 4;

    /** On the heap: whatever becomes of a connection, its buffers go with it, and no other bound is to be hit. */
    private final ByteBufferPool records = new DefaultByteBufferPool(false, RECORD, -1, CACHED_BUFFERS);

    private final TlsIdentity identity;
    private final ChannelListener<? super StreamConnection> secure;
    private final ChannelListener<? super StreamConnection> plain;
    private final long patienceMillis;

    /** @param patience for the first byte; what follows is waited for by those who take it */
    FirstByte(
            TlsIdentity identity,
            ChannelListener<? super StreamConnection> secure,
            ChannelListener<? super StreamConnection> plain,
            Duration patience) {
        this.identity = identity;
        this.secure = secure;
        this.plain = plain;
        this.patienceMillis = patience.toMillis();
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        XnioExecutor.Key timeout = connection
                .getIoThread()
                .executeAfter(() -> IoUtils.safeClose(connection), patienceMillis, TimeUnit.MILLISECONDS);
        connection.setCloseListener(closed -> timeout.remove());
        ConduitStreamSourceChannel source = connection.getSourceChannel();
        source.setReadListener(ready -> read(connection, timeout));
        source.wakeupReads();
    }

    private void read(StreamConnection connection, XnioExecutor.Key timeout) {
        ByteBuffer first = ByteBuffer.allocate(1);
        try {
            int count = connection.getSourceChannel().read(first);
            if (count < 0) {
                IoUtils.safeClose(connection);
            }
            if (count <= 0) {
                return;
            }
            timeout.remove();
            connection.setCloseListener(null);
            connection.getSourceChannel().suspendReads();
            connection.getSourceChannel().setReadListener(null);
            handOn(connection, first.flip());
        } catch (IOException | RuntimeException e) {
            IoUtils.safeClose(connection);
        }
    }

    private void handOn(StreamConnection connection, ByteBuffer first) throws IOException {
        ConduitStreamSourceChannel source = connection.getSourceChannel();
        PushBackStreamSourceConduit again = new PushBackStreamSourceConduit(source.getConduit());
        again.pushBack(Buffers.pooledWrapper(first.duplicate()));
        source.setConduit(again);
        if (first.get(0) == HANDSHAKE) {
            UndertowXnioSsl ssl = new UndertowXnioSsl(Xnio.getInstance(), MODERN, records, identity.context());
            secure.handleEvent(ssl.wrapExistingConnection(connection, MODERN, false));
        } else {
            plain.handleEvent(connection);
        }
    }
}
