import tls from 'node:tls';
import { onTestFinished } from 'vitest';

import { CERTIFICATES } from './servers.ts';

/** Trusts the certificates of the fixtures until the test is over, those alone. */
export function trustTestCertificates(): void {
  const before = tls.getCACertificates('default');
  onTestFinished(() => tls.setDefaultCACertificates(before));
  tls.setDefaultCACertificates(Object.values(CERTIFICATES));
}
