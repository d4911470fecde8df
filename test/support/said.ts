/** What a command that is called in this process prints. */
import { vi } from 'vitest';

export interface Said {
  stdout: string;
  stderr: string;
}

/** Calls and keeps what is printed meanwhile; what is thrown comes through. */
export async function listen<T>(call: () => Promise<T>): Promise<Said & { value: T }> {
  const said: Said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[stream] += String(text);
      return true;
    }),
  );
  try {
    return { value: await call(), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
