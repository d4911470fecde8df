/** Three small services on loopback, one of which can be made to fail. */
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const HOST = '127.0.0.1';
/** How long each service thinks before it answers, in milliseconds. */
const THINKING_MS = { api: 38, web: 21 };

/** How the API does: well, without its orders, or not at all. */
export type ApiCondition = 'well' | 'without-orders' | 'gone';

export interface DemoServices {
  /** `http://127.0.0.1:PORT` */
  apiUrl: string;
  webUrl: string;
  /** Host is 127.0.0.1. */
  mailPort: number;
  /** From now on the API does as told. */
  setApi(condition: ApiCondition): void;
  close(): Promise<void>;
}

interface Listening {
  port: number;
  close(): Promise<void>;
}

async function listen(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    // A check cuts its connection as soon as it knows enough.
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function answerApi(request: IncomingMessage, response: ServerResponse, condition: ApiCondition): Promise<void> {
  if (condition === 'gone') {
    request.socket.destroy();
    return;
  }
  await sleep(THINKING_MS.api);
  const fails = condition === 'without-orders' && request.url === '/orders';
  response.writeHead(fails ? 503 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(fails ? { error: 'the orders database does not answer' } : { status: 'ok' }));
}

async function answerWeb(response: ServerResponse): Promise<void> {
  await sleep(THINKING_MS.web);
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end('<!doctype html><html lang="en"><title>Harbour</title><h1>Harbour</h1></html>');
}

/** Starts an API, a website and a mail server on free ports. Rejects where the machine has no loopback to listen on. */
export async function startServices(): Promise<DemoServices> {
  let condition: ApiCondition = 'well';
  const api = createHttp((request, response) => void answerApi(request, response, condition));
  const web = createHttp((_, response) => void answerWeb(response));
  const mail = createTcp((socket) => void socket.end('220 mail.harbour.example ready\r\n'));
  const listening = await Promise.all([api, web, mail].map(listen));
  const [apiPort = 0, webPort = 0, mailPort = 0] = listening.map(({ port }) => port);
  return {
    apiUrl: `http://${HOST}:${apiPort}`,
    webUrl: `http://${HOST}:${webPort}`,
    mailPort,
    setApi(next) {
      condition = next;
    },
    async close() {
      await Promise.all(listening.map((server) => server.close()));
    },
  };
}
