import type { X509Certificate } from 'node:crypto';

import { formatMinute, type Instant } from '../../schema/timestamp.ts';
import { classifyError, type Failure } from '../error-class.ts';
import type { Redact } from '../redaction.ts';
import { quoteForeign } from '../visible-text.ts';
import { namesOf, shortName } from './certificate.ts';

/** What a server showed in a handshake. */
export interface ShownCertificate {
  /** The server's own first. */
  chain: readonly X509Certificate[];
  /** Why it does not hold, by the name that OpenSSL or Node have for it; undefined where it holds. */
  fault: string | undefined;
  /** The name or address that it has to be for. */
  serverName: string;
}

const DAY_MS = 86_400_000;
const SHOWN_NAMES = 3;

/** Whole days between two times. */
function wholeDays(from: number, until: number): number {
  return Math.floor((until - from) / DAY_MS);
}

function showDays(days: number): string {
  if (days === 0) return 'less than a day';
  return days === 1 ? '1 day' : `${days} days`;
}

/** `it`, or `that of its authority "R3"` for a certificate that it rests on. */
function nameCertificate(certificate: X509Certificate, chain: readonly X509Certificate[], redact: Redact): string {
  if (certificate === chain[0]) return 'it';
  return `that of its authority ${quoteForeign(shortName(certificate.subject), redact)}`;
}

type Explain = (shown: ShownCertificate, now: Instant, redact: Redact) => string;

const explainExpired: Explain = ({ chain }, now, redact) => {
  const expired = chain.find(({ validToDate }) => validToDate.getTime() < now);
  if (expired === undefined) return 'expected a certificate that is valid, it has expired';
  const ago = showDays(wholeDays(expired.validToDate.getTime(), now));
  const name = nameCertificate(expired, chain, redact);
  return `expected a certificate that is valid, ${name} expired on ${formatMinute(expired.validToDate.getTime())}, ${ago} ago`;
};

const explainEarly: Explain = ({ chain }, now, redact) => {
  const early = chain.find(({ validFromDate }) => validFromDate.getTime() > now);
  if (early === undefined) return 'expected a certificate that is valid, it is not valid yet';
  const name = nameCertificate(early, chain, redact);
  return `expected a certificate that is valid, ${name} is not before ${formatMinute(early.validFromDate.getTime())}`;
};

const explainSelfSigned: Explain = () => 'expected a certificate of a trusted authority, it is self-signed';

const explainUntrusted: Explain = ({ chain }, _, redact) => {
  const root = quoteForeign(shortName(chain.at(-1)?.subject ?? ''), redact);
  return `expected a certificate of a trusted authority, it comes from ${root}, which is not trusted here`;
};

/** Node says this of a certificate that came alone: whether a link is missing or its end unknown, nobody can tell. */
const explainAlone: Explain = ({ chain }, _, redact) => {
  const issuer = quoteForeign(shortName(chain[0]?.issuer ?? ''), redact);
  return `expected a chain of certificates to a trusted authority, an intermediate certificate is missing or the issuer ${issuer} is not trusted here`;
};

const explainUnknownIssuer: Explain = ({ chain }, _, redact) => {
  const issuer = quoteForeign(shortName(chain.at(-1)?.issuer ?? ''), redact);
  return `expected a chain of certificates to a trusted authority, it ends at the issuer ${issuer}, which is not trusted here`;
};

const explainName: Explain = ({ chain, serverName }, _, redact) => {
  const [leaf] = chain;
  const names = leaf === undefined ? [] : namesOf(leaf);
  const quoted = names.slice(0, SHOWN_NAMES).map((name) => quoteForeign(name, redact));
  const more = names.length > SHOWN_NAMES ? [`${names.length - SHOWN_NAMES} others`] : [];
  const list = [...quoted, ...more].join(', ').replace(/, (?=[^,]*$)/, ' and ');
  return `expected a certificate for ${quoteForeign(serverName, redact)}, it is for ${list}`;
};

const EXPLANATIONS: ReadonlyMap<string, Explain> = new Map([
  ['CERT_HAS_EXPIRED', explainExpired],
  ['CERT_NOT_YET_VALID', explainEarly],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', explainSelfSigned],
  ['SELF_SIGNED_CERT_IN_CHAIN', explainUntrusted],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', explainAlone],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', explainUnknownIssuer],
  ['UNABLE_TO_GET_ISSUER_CERT', explainUnknownIssuer],
  ['ERR_TLS_CERT_ALTNAME_INVALID', explainName],
]);

/** Why a certificate does not hold, in words; undefined when it does. */
export function findCertificateFailure(shown: ShownCertificate, now: Instant, redact: Redact): Failure | undefined {
  const { chain, fault } = shown;
  if (chain.length === 0) return { errorClass: 'tls', message: 'expected a certificate, the server showed none' };
  if (fault === undefined) return undefined;
  const explain = EXPLANATIONS.get(fault);
  if (explain !== undefined) return { errorClass: 'tls', message: explain(shown, now, redact) };
  const known = classifyError(Object.assign(new Error(fault), { code: fault }), 'tls');
  const message = known?.errorClass === 'tls' ? known.message : 'the certificate cannot be verified';
  return { errorClass: 'tls', message: `expected a certificate that holds, ${message}` };
}

/** Of the certificates that a chain rests on, the server's own first, the one that ends too soon. */
export function findExpiryFailure(
  path: readonly X509Certificate[],
  expected: { daysLeft: number | undefined; now: Instant },
  redact: Redact,
): Failure | undefined {
  const { daysLeft, now } = expected;
  if (daysLeft === undefined) return undefined;
  const [first] = [...path].sort((a, b) => a.validToDate.getTime() - b.validToDate.getTime());
  if (first === undefined) return undefined;
  const left = wholeDays(now, first.validToDate.getTime());
  if (left >= daysLeft) return undefined;
  const name = nameCertificate(first, path, redact);
  const wanted = `expected a certificate that is valid for ${showDays(daysLeft)} or more`;
  const message = `${wanted}, ${name} is for ${showDays(left)}, until ${formatMinute(first.validToDate.getTime())}`;
  return { errorClass: 'assertion', message };
}
