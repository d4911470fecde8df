/** Mail servers on loopback: a real one, and those that say what a test wants. */
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

import { startTcpServer, type TestServer } from './servers.ts';

/** A mail server that offers STARTTLS with this certificate; its port. */
export async function startMailServer(options: { cert: string; key: string }): Promise<number> {
  const server = new SMTPServer({ ...options, disabledCommands: ['AUTH'], disableReverseLookup: true });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)));
  return (server.server.address() as AddressInfo).port;
}

/** What is said at once to a client that connects, and after each of its lines; a function does it instead. */
export type Script = readonly (string | ((socket: Socket) => void))[];

/** A server that goes through a script, line by line of its client, and then says nothing more. */
export function startScriptedServer(script: Script): Promise<TestServer> {
  return startTcpServer((socket) => {
    const next = script[Symbol.iterator]();
    const speak = (): void => {
      const step = next.next().value;
      if (typeof step === 'string') socket.write(step);
      else step?.(socket);
    };
    socket.on('data', speak);
    speak();
  });
}
