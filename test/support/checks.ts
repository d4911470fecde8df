import {
  type Check,
  CheckSchema,
  type DnsCheck,
  DnsCheckSchema,
  HttpCheckSchema,
  HeartbeatCheckSchema,
  type HeartbeatCheck,
  type HttpCheck,
  TcpCheckSchema,
  type TcpCheck,
  type TlsCheck,
  TlsCheckSchema,
  WebSocketCheckSchema,
  type WebSocketCheck,
} from '../../src/schema/check.ts';

/** An HTTP check as read from a file, with one attempt. */
export function httpCheck(url: string, written: object = {}): HttpCheck {
  return HttpCheckSchema.parse({ id: 'api', type: 'http', url, retries: 0, ...written });
}

/** A TCP check of loopback as read from a file, with one attempt. */
export function tcpCheck(port: number, written: object = {}): TcpCheck {
  return TcpCheckSchema.parse({ id: 'mail', type: 'tcp', host: '127.0.0.1', port, retries: 0, ...written });
}

/** A DNS check as read from a file, with one attempt, that asks a resolver on loopback. */
export function dnsCheck(resolverPort: number, written: object = {}): DnsCheck {
  const target = { host: 'example.org', resolver: `127.0.0.1:${resolverPort}` };
  return DnsCheckSchema.parse({ id: 'name', type: 'dns', retries: 0, ...target, ...written });
}

/** A TLS check of loopback as read from a file, with one attempt. */
export function tlsCheck(port: number, written: object = {}): TlsCheck {
  return TlsCheckSchema.parse({ id: 'cert', type: 'tls', host: 'localhost', port, retries: 0, ...written });
}

/** A WebSocket check as read from a file, with one attempt. */
export function webSocketCheck(url: string, written: object = {}): WebSocketCheck {
  return WebSocketCheckSchema.parse({ id: 'live', type: 'websocket', url, retries: 0, ...written });
}

/** A heartbeat check as read from a file, with one attempt. */
export function heartbeatCheck(url: string, written: object = {}): HeartbeatCheck {
  return HeartbeatCheckSchema.parse({ id: 'job', type: 'heartbeat', url, maxAge: '1h', retries: 0, ...written });
}

/** Any check as read from a file. */
export function anyCheck(written: object): Check {
  return CheckSchema.parse(written);
}
