// A client of src/docs/PROTOCOL.md, written from that alone: joins by a link, counts offsets, types a line, sees its echo, leaves the shell.
//   NODE_PATH=share-page/node_modules node join.cjs LINK
const zlib = require('node:zlib');
const WebSocket = require('ws');

const link = new URL(process.argv[2]);
const url = link.origin.replace(/^http/, 'ws') + link.pathname.replace('/s/', '/ws/') + '?name=script&ack=4096';
const socket = new WebSocket(url, ['jshare.v1', 'jshare.token.' + link.hash.slice(1)]);

let offset = -1n; // Of the byte that comes next.
let seen = ''; // Nothing is drawn: the bytes are looked through.
let typed = false;

const send = (type, bytes) => socket.send(Buffer.concat([Buffer.from([type]), bytes]));
const input = (text) => send(0x10, Buffer.from(text));

function output(from, bytes) {
  if (from !== offset) throw new Error(`missed ${offset} to ${from}`);
  offset += BigInt(bytes.length);
  seen += bytes.toString('latin1');
  const ack = Buffer.alloc(8);
  ack.writeBigUInt64BE(offset);
  send(0x11, ack);
  if (!typed && (typed = true)) input('echo "counted: $((6 * 7))"\r');
  if (seen.includes('counted: 42')) input('exit 3\r');
}

socket.on('message', (data) => {
  const from = data[0] === 0x04 ? 0n : data.readBigUInt64BE(1);
  if (data[0] === 0x01) output(from, data.subarray(9));
  else if (data[0] === 0x05) output(from, zlib.inflateRawSync(data.subarray(13)));
  else if (data[0] === 0x02) output((offset = from), Buffer.alloc(0));
  else if (data[0] === 0x04) event(JSON.parse(data.subarray(1)));
});

function event(told) {
  if (told.type === 'welcome') console.log('welcome', told.protocol, told.role, `${told.cols}x${told.rows}`);
  if (told.type === 'ended') console.log('ended', told.status, 'at', String(offset));
}
socket.on('unexpected-response', (_, answer) => console.log('refused', answer.statusCode) || process.exit(1));
socket.on('close', (code) => console.log('closed', code, seen.includes('counted: 42')));
