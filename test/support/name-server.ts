/** Name servers on loopback that answer as a test wants. */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { type AddressInfo, createServer } from 'node:net';
import { type Answer, decode, encode, type DecodedPacket, type Question, TRUNCATED_RESPONSE } from 'dns-packet';
import { onTestFinished } from 'vitest';

export interface NameServer {
  port: number;
  /** What was asked so far, by UDP. */
  questions: readonly Question[];
}

/** Response codes of RFC 1035 section 4.1.1. */
export const RCODES = { FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 } as const;

/** What a packet holds that came with a question; an answer's question is that of the packet. */
export type Respond = (query: DecodedPacket, socket: Socket, from: RemoteInfo) => Uint8Array | undefined;

/** A response to a query: with these records, or without any for the reason of a code. */
export function response(query: DecodedPacket, answers: Answer[], rcode = 0): Buffer {
  return encode({ type: 'response', id: query.id ?? 0, flags: rcode, questions: query.questions ?? [], answers });
}

async function bind(family: 'udp4' | 'udp6', port: number): Promise<Socket> {
  const socket = createSocket(family);
  await new Promise<void>((resolve) => socket.bind(port, family === 'udp4' ? '127.0.0.1' : '::1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => socket.close(() => resolve())));
  return socket;
}

/** A server by UDP that sends what the function makes of each query, or nothing. */
export async function startNameServer(
  respond: Respond,
  options: { family?: 'udp4' | 'udp6'; port?: number } = {},
): Promise<NameServer> {
  const socket = await bind(options.family ?? 'udp4', options.port ?? 0);
  const questions: Question[] = [];
  socket.on('message', (message, from) => {
    const query = decode(message);
    questions.push(...(query.questions ?? []));
    const packet = respond(query, socket, from);
    if (packet !== undefined) socket.send(packet, from.port, from.address);
  });
  return { port: socket.address().port, questions };
}

/** A server that has these records of the name that it is asked for, and none of any other type. */
export function startZone(records: readonly Answer[]): Promise<NameServer> {
  return startNameServer((query) => {
    const type = query.questions?.[0]?.type;
    return response(
      query,
      records.filter((record) => record.type === type),
    );
  });
}

/** A server whose answers are too long for UDP: it has them by TCP on the same port. */
export async function startLongZone(records: Answer[]): Promise<NameServer> {
  const tcp = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (message) => {
      const packet = response(decode(message.subarray(2)), records);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(packet.length);
      socket.write(Buffer.concat([length, packet]));
    });
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void tcp.close(() => resolve())));
  return startNameServer((query) => response(query, [], TRUNCATED_RESPONSE), {
    port: (tcp.address() as AddressInfo).port,
  });
}
