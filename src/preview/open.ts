/** A preview from its first reading to its end. */
import type { SiteReading } from '../app/read-site-content.ts';
import type { RootFiles } from '../ports.ts';
import type { Problem } from '../schema/problems.ts';
import type { Instant } from '../schema/timestamp.ts';
import { serveOnLoopback } from '../store/static-host.ts';
import { createHandler } from './serve.ts';
import { type Reading, type Session, startSession } from './session.ts';
import { createStage, type StagePorts } from './stage.ts';
import { watchContent } from './watch.ts';

export interface PreviewRequest extends StagePorts {
  /** Absolute. */
  root: string;
  /** Ports to listen on, the first that can be had; 0 is any. */
  ports: readonly number[];
  now(): Instant;
  readContent(files: RootFiles, now: Instant): Promise<SiteReading>;
  /** What `candor validate` finds, in its order. */
  findProblems(now: Instant): Promise<Problem[]>;
  describeFailure(error: unknown): string;
  /** Called with the address, which answers once the first reading is done. */
  onListening(address: string): void;
  onReading(reading: Reading): void;
  /** Called where changes may be missed from now on. */
  onUnwatched(error: unknown): void;
}

/** Shows a root folder until the signal, and leaves nothing behind. Throws a StatusError where it cannot listen. */
export async function runPreview(request: PreviewRequest, signal: AbortSignal): Promise<void> {
  const started = Promise.withResolvers<Session>();
  const stage = createStage(request);
  const newest = async (): Promise<Reading> => (await started.promise).newest();
  const handler = createHandler({ stage, newest, describeFailure: request.describeFailure });
  const server = await serveOnLoopback(handler.handle, request.ports);
  request.onListening(`${server.origin}/`);
  const watch = await watchContent(request.root, {
    onChange: () => void started.promise.then((session) => session.ask()),
    onError: request.onUnwatched,
  });
  const session = startSession({
    ...request,
    stage,
    async readContent(files, now) {
      const reading = await request.readContent(files, now);
      const { logo, css } = reading.content.config.page;
      watch.alsoWatch([logo, css].filter((file) => file !== undefined));
      return reading;
    },
    onReading(reading) {
      handler.tell(reading);
      if (!signal.aborted) request.onReading(reading);
    },
  });
  started.resolve(session);
  await untilAborted(signal);
  await Promise.all([watch.close(), server.close(), session.newest()]);
  await stage.close();
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
