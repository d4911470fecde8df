import {
  type Check,
  CheckSchema,
  HttpCheckSchema,
  type HttpCheck,
  TcpCheckSchema,
  type TcpCheck,
} from '../../src/schema/check.ts';

/** An HTTP check as read from a file, with one attempt. */
export function httpCheck(url: string, written: object = {}): HttpCheck {
  return HttpCheckSchema.parse({ id: 'api', type: 'http', url, retries: 0, ...written });
}

/** A TCP check of loopback as read from a file, with one attempt. */
export function tcpCheck(port: number, written: object = {}): TcpCheck {
  return TcpCheckSchema.parse({ id: 'mail', type: 'tcp', host: '127.0.0.1', port, retries: 0, ...written });
}

/** Any check as read from a file. */
export function anyCheck(written: object): Check {
  return CheckSchema.parse(written);
}
