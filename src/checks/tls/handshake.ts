import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, type TLSSocket } from 'node:tls';
import { domainToASCII } from 'node:url';

import type { TlsCheck } from '../../schema/check.ts';
import { readChain } from './certificate.ts';
import type { ShownCertificate } from './evaluate.ts';

/** The name or address that the certificate has to be for; a name in ASCII, without the point at its end. */
export function expectedName(check: Pick<TlsCheck, 'host' | 'serverName'>): string {
  const written = (check.serverName ?? check.host).replace(/^\[(.*)\]$/, '$1');
  if (isIP(written) !== 0) return written;
  const name = written.replace(/\.$/, '');
  return domainToASCII(name) || name;
}

/** Why a certificate does not hold, for whoever trusts Node's authorities; undefined where it does. */
function findFault(secure: TLSSocket, serverName: string): string | undefined {
  // Node has the code of the error here, whatever its types say.
  const fault: unknown = secure.authorizationError;
  if (!secure.authorized) return String(fault);
  const misnomer: NodeJS.ErrnoException | undefined = checkServerIdentity(serverName, secure.getPeerCertificate());
  return misnomer && (misnomer.code ?? misnomer.message);
}

/**
 * Makes the handshake of TLS on an open connection, whatever the certificate is worth. Resolves when it is complete;
 * rejects with Node's error. Whoever opened the connection destroys it, and TLS goes with it.
 */
export function shakeHands(socket: Socket, serverName: string): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secure = connectTls({
      socket,
      // An address has no place in the handshake (RFC 6066 section 3).
      servername: isIP(serverName) === 0 ? serverName : '',
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    socket.once('close', () => secure.destroy());
    // Stays for the life of the socket: an error that nobody listens to would end the process.
    secure.on('error', reject);
    secure.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    secure.once('secureConnect', () => resolve(secure));
  });
}

/** What a server showed in a complete handshake, and whether it holds for this name. */
export function readShown(secure: TLSSocket, serverName: string): ShownCertificate {
  return { chain: readChain(secure.getPeerCertificate(true)), fault: findFault(secure, serverName), serverName };
}

/** Says goodbye, so that no server has to write into its log that a handshake broke off. */
export function endTls(secure: TLSSocket): Promise<void> {
  return new Promise((resolve) => {
    secure.once('close', resolve);
    secure.end(() => secure.destroy());
  });
}
