/** A server on loopback, in a process of its own, that answers every request after 200 ms. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const ANSWER_AFTER_MS = 200;

const server = createServer((_, response) => {
  setTimeout(() => response.end('ok'), ANSWER_AFTER_MS);
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.on('disconnect', () => process.exit());
