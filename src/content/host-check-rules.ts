/** What of a check of a host no schema can say: whoever carries it out knows which names and values there are. */
import type { DnsCheck, TlsCheck } from '../schema/check.ts';
import { type Problem, showReceived } from '../schema/problems.ts';
import { hasVariable } from '../schema/variable.ts';
import { CONFIG_PATH, type ParsedConfigFile } from './config-file.ts';
import { problemAtKey } from './finding.ts';
import { nameOf } from './schema-problems.ts';
import type { DocumentPath } from './yaml.ts';

/** What knows the names and values of DNS. */
export interface DnsReaders {
  /** The name that is asked for; undefined where there is none. */
  askedName(host: string, record: DnsCheck['record']): string | undefined;
  /** What a value is compared as, or what it should look like. */
  readRecordValue(
    text: string,
    record: DnsCheck['record'],
  ): { value: string } | Readonly<{ expected: string; example: string }>;
}

interface PlacedCheck<C> {
  check: C;
  at: DocumentPath;
  file: { path: string; yaml: NonNullable<ParsedConfigFile['yaml']> };
}

function findHostProblems({ check, at, file }: PlacedCheck<DnsCheck>, readers: DnsReaders): Problem[] {
  const { host, record } = check;
  if (hasVariable(host) || readers.askedName(host, record) !== undefined) return [];
  const isAddress = readers.askedName(host, 'PTR') !== undefined;
  return [
    problemAtKey(file, 'dns-host-is-name', {
      at: [...at, 'host'],
      message: `Cannot ask for the record ${record} of ${isAddress ? 'an address' : 'what is no name'}`,
      expected: 'a name, each part of it at most 63 characters and all of it 253',
      example: 'host: www.example.org',
      received: showReceived(host),
      hint: isAddress ? 'Write "record: PTR" to ask for the name of an address.' : undefined,
    }),
  ];
}

function findRecordProblems({ check, at, file }: PlacedCheck<DnsCheck>, readers: DnsReaders): Problem[] {
  return (check.expect.records ?? []).flatMap((text, index) => {
    const read = readers.readRecordValue(text, check.record);
    if (hasVariable(text) || 'value' in read) return [];
    const place = [...at, 'expect', 'records', index];
    return [
      problemAtKey(file, 'dns-records-readable', {
        at: place,
        message: `Cannot read ${nameOf(place)} as a record ${check.record}`,
        expected: read.expected,
        example: `records: [${read.example}]`,
        received: showReceived(text),
      }),
    ];
  });
}

const HTTPS_PORT = 443;

/** Who leaves the port out means another than the default, which is that of HTTPS. */
function findStarttlsProblems({ check, at, file }: PlacedCheck<TlsCheck>): Problem[] {
  if (check.starttls === undefined || check.port !== HTTPS_PORT) return [];
  return [
    problemAtKey(file, 'starttls-has-port', {
      at: [...at, 'starttls'],
      message: `Cannot find a mail server on port ${HTTPS_PORT}`,
      expected: 'the port on which it speaks SMTP, 25 or 587',
      example: 'port: 587',
      received: `port ${HTTPS_PORT}, which is used where none is given`,
    }),
  ];
}

/** Everything about checks of types dns and tls in status.yml that their schema lets pass and that cannot be meant. */
export function findHostCheckProblems({ draft, yaml }: ParsedConfigFile, readers: DnsReaders): Problem[] {
  if (draft === undefined || yaml === undefined) return [];
  const file = { path: CONFIG_PATH, yaml };
  return draft.components.flatMap((component, componentIndex) =>
    component.checks.flatMap((check, index) => {
      const at = ['components', componentIndex, 'checks', index];
      if (check.type === 'tls') return findStarttlsProblems({ check, at, file });
      if (check.type !== 'dns') return [];
      return [...findHostProblems({ check, at, file }, readers), ...findRecordProblems({ check, at, file }, readers)];
    }),
  );
}
