import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

import type { Check } from '../../src/schema/check.ts';
import { issueChain, servedPem } from '../support/certificates.ts';
import { dnsCheck, tlsCheck } from '../support/checks.ts';
import { startMailServer, startScriptedServer } from '../support/mail-server.ts';
import { response, startNameServer } from '../support/name-server.ts';
import { startTcpServer, startTlsServer, writeForever } from '../support/servers.ts';

const chain = issueChain();
const served = servedPem(chain.server, chain.intermediate);

/** What a process says that makes one attempt and ends by itself, as it does only when no handle keeps it. */
async function probeAlone(check: Check): Promise<unknown> {
  const script = path.join(import.meta.dirname, '../support/probe-alone.ts');
  const written = JSON.stringify({ ...check, timeout: '500ms' });
  const { stdout } = await promisify(execFile)(process.execPath, [script, written, chain.root.cert], {
    timeout: 30_000,
  });
  return JSON.parse(stdout);
}

const EHLO = '250-mail.example.org\r\n250 STARTTLS\r\n';

describe('an attempt that is over keeps nothing open', () => {
  it.each<[string, () => Promise<Check>, string]>([
    [
      'of a name server that answers',
      async () =>
        dnsCheck(
          (await startNameServer((query) => response(query, [{ type: 'A', name: 'example.org', data: '192.0.2.1' }])))
            .port,
        ),
      'up',
    ],
    [
      'of a name server that fails',
      async () => dnsCheck((await startNameServer((query) => response(query, [], 2))).port),
      'dns',
    ],
    ['of a name server that is silent', async () => dnsCheck((await startNameServer(() => undefined)).port), 'timeout'],
    [
      'of a certificate that holds',
      async () => tlsCheck((await startTlsServer(served.cert, { key: served.key })).port),
      'up',
    ],
    [
      'of a certificate that does not hold',
      async () => tlsCheck((await startTlsServer(chain.server.cert, { key: served.key })).port),
      'tls',
    ],
    [
      'of a server that hangs in the handshake',
      async () => tlsCheck((await startTcpServer(() => undefined)).port),
      'timeout',
    ],
    [
      'of a server that sends for ever',
      async () => tlsCheck((await startTcpServer((socket) => writeForever(socket, 'x'.repeat(9_999)))).port),
      'tls',
    ],
    ['of a mail server', async () => tlsCheck(await startMailServer(served), { starttls: 'smtp' }), 'up'],
    [
      'of a mail server that hangs',
      async () => tlsCheck((await startScriptedServer(['220 hi\r\n', EHLO])).port, { starttls: 'smtp' }),
      'timeout',
    ],
    [
      'of a mail server that hangs in the handshake',
      async () => tlsCheck((await startScriptedServer(['220 hi\r\n', EHLO, '220 go\r\n'])).port, { starttls: 'smtp' }),
      'timeout',
    ],
    [
      'of a mail server without STARTTLS',
      async () => tlsCheck((await startScriptedServer(['220 hi\r\n', '250 hi\r\n'])).port, { starttls: 'smtp' }),
      'tls',
    ],
  ])('%s', async (_, makeCheck, outcome) => {
    const result = await probeAlone(await makeCheck());
    expect(result).toMatchObject(outcome === 'up' ? { state: 'up' } : { state: 'down', code: outcome });
  });
});
