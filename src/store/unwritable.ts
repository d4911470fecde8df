import { StatusError } from '../errors.ts';
import { hasCode } from '../errors.ts';

/** The error for a repository that may be read only. `reason` is the system's or Git's. */
export function unwritable(reason: string, cause?: unknown): StatusError {
  return new StatusError(`Cannot write to this repository: ${reason}`, {
    hint: 'Run the command as the user to whom the repository belongs, or let this user write to its .git folder',
    cause,
  });
}

/** Runs `work`; what the system does not allow to be written is told to the person. */
export async function writing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) throw unwritable(error.message, error);
    throw error;
  }
}
