/** Options of `candor check` that do not go together, and where the machine stands. */
import { ID_EXPECTED, IdSchema } from '../../schema/component.ts';
import { showReceived } from '../../schema/problems.ts';
import { StatusError } from '../../errors.ts';

type Flag = 'every' | 'now' | 'shard' | 'merge' | 'location' | 'results' | 'privateResults' | 'privateMerge';

/** Two options and why they exclude each other. */
const EXCLUSIVE: readonly (readonly [Flag, Flag, string])[] = [
  ['now', 'every', 'a loop lives in the present'],
  ['every', 'shard', 'what a shard leaves is merged once for each run, so repeat both from outside'],
  ['every', 'merge', 'what shards have left is merged once'],
  ['shard', 'merge', 'one machine carries out checks, and another merges what they all have left'],
  ['location', 'merge', 'the files say where their checks were carried out'],
  ['results', 'merge', 'it leaves no file'],
];

/** Refuses options that do not go together, before anything is done. */
export function refuseCombinations(flags: Readonly<Partial<Record<Flag, unknown>>>): void {
  for (const [one, other, why] of EXCLUSIVE) {
    if (flags[one] === undefined || flags[other] === undefined) continue;
    throw new StatusError(`Cannot use --${one} together with --${other}: ${why}.`);
  }
  if (flags.results !== undefined && flags.shard === undefined) {
    throw new StatusError('Cannot use --results without --shard: only a shard leaves a file, as in --shard 1/2.');
  }
}

/** What the parts of a run are to do about a private root has to be said, as what they leave may be public. */
export function refusePrivateParts(
  { shard, merge, privateResults, privateMerge }: Readonly<Partial<Record<Flag, unknown>>>,
  { hasPrivate, variable }: { hasPrivate: boolean; variable: string },
): void {
  const [option, whole, given] =
    shard === undefined
      ? ['--private-merge', '--merge', privateMerge]
      : ['--private-results', '--shard', privateResults];
  const stray = [shard === undefined && privateResults, merge === undefined && privateMerge].some(Boolean);
  if (stray || (given !== undefined && !hasPrivate)) {
    throw new StatusError(
      'Cannot use --private-results without --shard, --private-merge without --merge, nor either without a private root.',
      {
        hint: `${variable} names the private root.`,
      },
    );
  }
  if (!hasPrivate || given !== undefined || (shard ?? merge) === undefined) return;
  throw new StatusError(`Cannot use ${whole} together with ${variable} without ${option}.`, {
    hint: 'What shards leave of the private root lies in files of their own, which belong where only you can read them: "--shard 1/2 --private-results FILE" and "--merge FILES --private-merge FILES". A run without parts checks both roots as well.',
  });
}

/** Where this machine stands: the option, else CANDOR_LOCATION; undefined for nowhere in particular. */
export function readLocation(
  option: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const written = option ?? environment['CANDOR_LOCATION']?.trim();
  if (written === undefined || (option === undefined && written === '')) return undefined;
  if (IdSchema.safeParse(written).success) return written;
  const name = option === undefined ? 'CANDOR_LOCATION' : '--location';
  throw new StatusError(`Cannot read ${name}: expected ${ID_EXPECTED}, for example fra, got ${showReceived(written)}`);
}
