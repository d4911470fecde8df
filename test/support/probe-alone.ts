/** Makes one attempt of a check and ends when nothing is left of it. Started as a process of its own. */
import { setDefaultCACertificates } from 'node:tls';

import { probeCheck } from '../../src/checks/registry.ts';
import { anyCheck } from './checks.ts';

const [written = '{}', authority] = process.argv.slice(2);
if (authority !== undefined) setDefaultCACertificates([authority]);
const signal = new AbortController().signal;
const result = await probeCheck(anyCheck(JSON.parse(written)), { signal, redact: (text) => text });
process.stdout.write(JSON.stringify(result));
