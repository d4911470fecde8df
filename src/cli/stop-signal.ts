/** How a person or the system asks a long command to stop. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm hands on the Ctrl-C that the terminal has sent already: one that comes later than this is a person's second. */
const SECOND_ASKING_MS = 1_000;

/** Aborted when the process is asked to stop. Who asks once more, a second later, ends the process at once. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) return;
    controller.abort();
    const yieldToSystem = (): void => SIGNALS.forEach((name) => process.removeListener(name, stop));
    setTimeout(yieldToSystem, SECOND_ASKING_MS).unref();
  };
  for (const name of SIGNALS) process.on(name, stop);
  return controller.signal;
}
