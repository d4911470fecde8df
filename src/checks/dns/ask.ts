import { promises as dns, type SoaRecord } from 'node:dns';

import { hasCode } from '../../errors.ts';
import type { ResolverAddress } from '../../schema/resolver.ts';
import type { ConnectLimits } from '../connect.ts';
import { sharedLookup } from '../lookup.ts';
import { type DnsAnswer, ResolverUnknown } from './evaluate.ts';
import { shortenIpv6 } from './name.ts';
import type { DnsQuestion } from './question.ts';
import { formatCaa } from './record-value.ts';

/** How long one server has for one try, in milliseconds: two seconds outlast a packet that is lost and sent again. */
const TRY_TIMEOUT_MS = { min: 250, max: 2_000 };
/** More than fit into any timeout, as each takes longer than the last: what ends an attempt is its own timeout. */
const TRIES = 12;

/** A name of an answer as it is compared; what is not seen in it is shown by whoever shows it. */
function showName(name: string): string {
  return name === '' ? '.' : name.replace(/\.$/, '').toLowerCase();
}

/** Node gives each byte of a text as a character: in UTF-8 they are read as such, else as they are. */
function decodeText(chunks: readonly string[]): string {
  const text = chunks.join('');
  const decoded = Buffer.from(text, 'latin1').toString('utf8');
  return decoded.includes('\ufffd') ? text : decoded;
}

/** Beside `critical`, which holds all flags, and `type` the one property is named after the tag. */
function readCaa(record: Readonly<Record<string, unknown>>): string {
  const [tag, value] = Object.entries(record).find(([key]) => key !== 'critical' && key !== 'type') ?? ['', ''];
  return formatCaa({ flags: Number(record['critical']), tag, value: String(value) });
}

function formatSoa(soa: SoaRecord): string {
  const names = [soa.nsname, soa.hostmaster].map(showName);
  return [...names, soa.serial, soa.refresh, soa.retry, soa.expire, soa.minttl].join(' ');
}

/** Values as they are compared. */
async function queryValues(resolver: dns.Resolver, { name, record }: DnsQuestion): Promise<string[]> {
  switch (record) {
    case 'A':
      return resolver.resolve4(name);
    case 'AAAA':
      return (await resolver.resolve6(name)).map(shortenIpv6);
    case 'CAA':
      return (await resolver.resolveCaa(name)).map((caa) => readCaa({ ...caa }));
    case 'CNAME':
      return (await resolver.resolveCname(name)).map(showName);
    case 'MX':
      return (await resolver.resolveMx(name)).map((mx) => `${mx.priority} ${showName(mx.exchange)}`);
    case 'NS':
      return (await resolver.resolveNs(name)).map(showName);
    case 'PTR':
      return (await resolver.resolvePtr(name)).map(showName);
    case 'SOA':
      return [formatSoa(await resolver.resolveSoa(name))];
    case 'SRV':
      return (await resolver.resolveSrv(name)).map(
        (srv) => `${srv.priority} ${srv.weight} ${srv.port} ${showName(srv.name)}`,
      );
    case 'TXT':
      return (await resolver.resolveTxt(name)).map(decodeText);
  }
}

async function queryAnswer(resolver: dns.Resolver, question: DnsQuestion): Promise<DnsAnswer> {
  try {
    const values = await queryValues(resolver, question);
    // An alias whose target has no such record is an answer without one.
    return values.length === 0 ? { values, absence: 'no such record' } : { values };
  } catch (error) {
    if (hasCode(error, 'ENOTFOUND')) return { values: [], absence: 'no such name' };
    if (hasCode(error, 'ENODATA')) return { values: [], absence: 'no such record' };
    throw error;
  }
}

/** Every address of a resolver in the form that Node wants. */
function findServers({ host, port }: ResolverAddress): Promise<string[]> {
  return new Promise((resolve, reject) => {
    sharedLookup(host, { all: true }, (error, found) => {
      if (error !== null || !Array.isArray(found)) reject(new ResolverUnknown(host, { cause: error }));
      else resolve(found.map(({ address, family }) => (family === 6 ? `[${address}]:${port}` : `${address}:${port}`)));
    });
  });
}

/**
 * Asks one question afresh, again by TCP where the answer is too long for a datagram. Rejects with an error of Node
 * or a {@link ResolverUnknown}; nothing of the question is left when it has settled, or the signal is aborted.
 */
export async function askQuestion(question: DnsQuestion, limits: ConnectLimits): Promise<DnsAnswer> {
  const { signal, stopwatch, timeoutMs } = limits;
  const timeout = Math.max(TRY_TIMEOUT_MS.min, Math.min(TRY_TIMEOUT_MS.max, Math.floor(timeoutMs / 3)));
  const resolver = new dns.Resolver({ timeout, tries: TRIES });
  const cancel = (): void => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    stopwatch.restart('dns');
    if (question.resolver !== undefined) resolver.setServers(await findServers(question.resolver));
    signal.throwIfAborted();
    stopwatch.stage = 'answer';
    const answer = await queryAnswer(resolver, question);
    stopwatch.finish('dns', 'answer');
    // Asking is all there is, so that the answer begins where it ends; one that says nothing of the name is none.
    stopwatch.finish('firstByte', 'body');
    return answer;
  } finally {
    signal.removeEventListener('abort', cancel);
    resolver.cancel();
  }
}
