import { hasCode } from '../../errors.ts';
import type { TlsCheck } from '../../schema/check.ts';
import { AttemptTimeout, Stopwatch, withTimeout } from '../attempt.ts';
import { type ConnectLimits, openSocket } from '../connect.ts';
import type { Failure } from '../error-class.ts';
import type { ProbeContext, ProbeResult } from '../probe.ts';
import { findSlowness, judgeError, judgeFailure, judgeSuccess } from '../verdict.ts';
import { showDuration } from '../visible-text.ts';
import { restingOn } from './certificate.ts';
import { findCertificateFailure, findExpiryFailure, type ShownCertificate } from './evaluate.ts';
import { endTls, expectedName, readShown, shakeHands } from './handshake.ts';
import { type SmtpProgress, StarttlsRefused, startSmtpTls } from './smtp.ts';

/** What OpenSSL says of bytes that are no TLS. */
const NO_TLS = ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'];

interface Handshake {
  shown: ShownCertificate;
  ms: number;
}

interface Attempt {
  limits: ConnectLimits;
  progress: SmtpProgress;
}

/** Connects, speaks as far as to the beginning of TLS where that is within another protocol, and shakes hands. */
async function fetchCertificate(check: TlsCheck, { limits, progress }: Attempt): Promise<Handshake> {
  const { stopwatch } = limits;
  const serverName = expectedName(check);
  const socket = await openSocket({ host: check.host, port: check.port }, limits);
  try {
    if (check.starttls === 'smtp') await startSmtpTls(socket, progress);
    stopwatch.restart('tls');
    const secure = await shakeHands(socket, serverName);
    stopwatch.finish('tls', 'answer');
    // The certificate is the answer, and has come with the handshake.
    stopwatch.finish('firstByte', 'body');
    const handshake = { ms: stopwatch.elapsedMs(), shown: readShown(secure, serverName) };
    await endTls(secure);
    return handshake;
  } finally {
    socket.destroy();
  }
}

/** What an error says of the service that is particular to this type; undefined for any other. */
function describeFault(error: unknown, check: TlsCheck, progress: SmtpProgress): Failure | undefined {
  if (error instanceof StarttlsRefused) return { errorClass: 'tls', message: error.message };
  if (error instanceof AttemptTimeout && progress.waitingFor !== undefined) {
    return {
      errorClass: 'timeout',
      message: `no complete ${progress.waitingFor} within ${showDuration(check.timeout)}`,
    };
  }
  if (check.starttls !== undefined && hasCode(error, ...NO_TLS)) {
    return { errorClass: 'tls', message: 'expected TLS after STARTTLS, the mail server sent something else' };
  }
  return undefined;
}

/**
 * One attempt of a TLS check on a fresh connection, which is closed as soon as the handshake is complete; the response
 * time is that of name, connection, dialogue before TLS and handshake. The authorities are those that Node trusts.
 */
export async function probeTls(check: TlsCheck, { signal, redact }: ProbeContext): Promise<ProbeResult> {
  const stopwatch = new Stopwatch();
  const timeoutMs = check.timeout;
  const progress: SmtpProgress = { stopwatch, redact };
  const { daysLeft, under } = check.expect;
  try {
    const { shown, ms } = await withTimeout({ timeoutMs, signal }, (attemptSignal) =>
      fetchCertificate(check, { limits: { timeoutMs, signal: attemptSignal, stopwatch }, progress }),
    );
    const now = Date.now();
    const failure =
      findCertificateFailure(shown, now, redact) ??
      findExpiryFailure(daysLeft === undefined ? [] : restingOn(shown.chain), { daysLeft, now }, redact) ??
      findSlowness(ms, under);
    const verdict = failure === undefined ? judgeSuccess(ms, check.degradedAbove) : judgeFailure(failure);
    return { ...verdict, ms: Math.round(ms), phases: stopwatch.phases(ms) };
  } catch (error) {
    const failure = describeFault(error, check, progress);
    if (failure === undefined) return judgeError(error, { stopwatch, timeoutMs });
    return { ...judgeFailure(failure), phases: stopwatch.phases() };
  }
}
