// What websocat does: standard input goes to a WebSocket without a subprotocol, and what comes from there to standard output.
const WebSocket = require('ws');
const socket = new WebSocket(process.argv[2]);
socket.on('open', () => process.stdin.on('data', (data) => socket.send(data)));
socket.on('message', (data) => process.stdout.write(data));
socket.on('close', (code) => process.exit(code === 1000 ? 0 : 1));
