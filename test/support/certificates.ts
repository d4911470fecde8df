/** Certificates made for the test that asks for them, with keys that nobody else has. */
import { createPublicKey, generateKeyPairSync, type KeyObject, privateEncrypt } from 'node:crypto';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import forge from 'node-forge';
import { onTestFinished } from 'vitest';

const DAY_MS = 86_400_000;

export interface Party {
  /** Common name of the certificate. */
  name: string;
  key: KeyObject;
}

export interface IssuedCertificate extends Party {
  cert: string;
}

interface CertificateOptions {
  subject: Party;
  /** The subject itself, where it is left out. */
  issuer?: Party;
  /** Names that it is for; one that has any is no authority. */
  names?: readonly string[];
  /** Days from now. */
  validFrom?: number;
  /** Days from now. */
  validUntil?: number;
}

function makeKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
}

/** Pairs take a while to make: one for all authorities, one for all servers. */
export const KEYS = { authority: makeKey(), server: makeKey() };

/** What stands before a SHA-256 digest that is signed (RFC 8017 section 9.2, note 1). */
const SHA256_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** Signs for forge with OpenSSL, which takes a hundredth of the time; of a private key forge uses nothing but this. */
function signerOf(key: KeyObject): forge.pki.rsa.PrivateKey {
  const sign = (digest: forge.md.MessageDigest): string => {
    const signed = Buffer.concat([SHA256_INFO, Buffer.from(digest.digest().getBytes(), 'latin1')]);
    return privateEncrypt(key, signed).toString('latin1');
  };
  return { sign } as Partial<forge.pki.rsa.PrivateKey> as forge.pki.rsa.PrivateKey;
}

function publicKeyOf(key: KeyObject): forge.pki.PublicKey {
  return forge.pki.publicKeyFromPem(createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString());
}

function extensionsFor(names: readonly string[]): object[] {
  if (names.length === 0) return [{ name: 'basicConstraints', cA: true, critical: true }];
  const altNames = names.map((name) => (/^[\d.]+$/.test(name) ? { type: 7, ip: name } : { type: 2, value: name }));
  return [{ name: 'subjectAltName', altNames }];
}

/** A signed certificate: of an authority, or of a server where it has names. Valid from yesterday for 90 days. */
export function issueCertificate(options: CertificateOptions): IssuedCertificate {
  const { subject, issuer = subject, names = [], validFrom = -1, validUntil = 90 } = options;
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKeyOf(subject.key);
  certificate.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(8))}`;
  certificate.validity.notBefore = new Date(Date.now() + validFrom * DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + validUntil * DAY_MS);
  certificate.setSubject([{ name: 'commonName', value: subject.name }]);
  certificate.setIssuer([{ name: 'commonName', value: issuer.name }]);
  certificate.setExtensions(extensionsFor(names));
  certificate.sign(signerOf(issuer.key), forge.md.sha256.create());
  return { ...subject, cert: forge.pki.certificateToPem(certificate) };
}

const ROOT: Party = { name: 'Test Root', key: KEYS.authority };
const INTERMEDIATE: Party = { name: 'Test Intermediate', key: KEYS.authority };

export interface ChainOptions {
  names?: readonly string[];
  server?: { validFrom?: number; validUntil?: number };
  intermediate?: { validFrom?: number; validUntil?: number };
}

/** A root, an authority between, and a server's certificate for the name `localhost` and both of its addresses. */
export function issueChain(options: ChainOptions = {}): Record<'root' | 'intermediate' | 'server', IssuedCertificate> {
  const { names = ['localhost', '127.0.0.1'] } = options;
  const server: Party = { name: names[0] ?? '', key: KEYS.server };
  return {
    root: issueCertificate({ subject: ROOT, validUntil: 3_650 }),
    intermediate: issueCertificate({ subject: INTERMEDIATE, issuer: ROOT, validUntil: 365, ...options.intermediate }),
    server: issueCertificate({ subject: server, issuer: INTERMEDIATE, names, ...options.server }),
  };
}

/** Certificates one after the other, and the key of the first: what a server is given. */
export function servedPem(...chain: readonly IssuedCertificate[]): { cert: string; key: string } {
  const key = chain[0]?.key.export({ type: 'pkcs8', format: 'pem' }).toString() ?? '';
  return { cert: chain.map(({ cert }) => cert).join(''), key };
}

/** Makes Node trust these authorities and no others until the test ends. */
export function trustOnly(...authorities: readonly IssuedCertificate[]): void {
  const before = getCACertificates('default');
  setDefaultCACertificates(authorities.map(({ cert }) => cert));
  onTestFinished(() => setDefaultCACertificates(before));
}
