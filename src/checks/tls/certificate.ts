/** What of a chain of certificates a person is told. */
import { X509Certificate } from 'node:crypto';
import { type DetailedPeerCertificate, getCACertificates } from 'node:tls';

/** OpenSSL verifies no longer chain. */
const MAX_CHAIN = 100;

/** Every certificate once, the server's own first, as far as their issuers are known; empty where it showed none. */
export function readChain(peer: DetailedPeerCertificate): X509Certificate[] {
  const chain = new Map<string, X509Certificate>();
  let next: DetailedPeerCertificate | undefined = peer;
  while (next?.raw !== undefined && !chain.has(next.fingerprint256) && chain.size < MAX_CHAIN) {
    chain.set(next.fingerprint256, new X509Certificate(next.raw));
    next = next.issuerCertificate;
  }
  return [...chain.values()];
}

let authorities: { from: readonly string[]; bySubject: Map<string, X509Certificate[]> } | undefined;

/** The authorities that Node trusts, by subject; read once, as they are hundreds. */
function trustedAuthorities(): Map<string, X509Certificate[]> {
  const from = getCACertificates('default');
  if (authorities === undefined || authorities.from !== from) {
    const certificates = from.map((pem) => new X509Certificate(pem));
    authorities = { from, bySubject: Map.groupBy(certificates, ({ subject }) => subject) };
  }
  return authorities.bySubject;
}

/**
 * The certificates that a verified chain rests on. It ends at the first authority that is trusted here, as OpenSSL ends
 * it, whatever else the server sent for clients that do not know that authority: such a certificate may well expire.
 */
export function restingOn(chain: readonly X509Certificate[]): X509Certificate[] {
  for (const [index, certificate] of chain.entries()) {
    const trusted = (trustedAuthorities().get(certificate.issuer) ?? [])
      .filter((authority) => certificate.checkIssued(authority) && certificate.verify(authority.publicKey))
      .sort((a, b) => b.validToDate.getTime() - a.validToDate.getTime())[0];
    if (trusted !== undefined) return [...chain.slice(0, index + 1), trusted];
  }
  return [...chain];
}

/** What a subject or an issuer is called: its common name, else its organisation, else all of it. */
export function shortName(subject: string): string {
  const attribute = (key: string): string | undefined => new RegExp(`^${key}=(.+)$`, 'm').exec(subject)?.[1];
  return attribute('CN') ?? attribute('O') ?? subject;
}

/** The names that a certificate is for: `example.org`, `192.0.2.1`. */
export function namesOf({ subjectAltName, subject }: X509Certificate): string[] {
  if (subjectAltName === undefined) return [shortName(subject)];
  return subjectAltName.split(', ').map((name) => name.replace(/^[^:]*:/, ''));
}
