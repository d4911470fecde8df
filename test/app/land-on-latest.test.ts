import { describe, expect, test } from 'vitest';

import { landOnLatest, type LandingPorts } from '../../src/app/land-on-latest.ts';
import type { Landing, LandingResult, Snapshot } from '../../src/ports.ts';
import { filesOf } from '../support/check-root.ts';
import { DAY_FILE, makeLanding, open } from '../support/land.ts';
import { commitFiles, makeTestRepo } from '../support/make-repo.ts';

interface Race {
  ports: LandingPorts;
  root: string;
  /** Milliseconds of each pause that was made. */
  pauses: number[];
}

/** A repository into which another writer lands before each of the first `lost` attempts. */
async function makeRace(lost: number): Promise<Race> {
  const root = makeTestRepo();
  commitFiles(root, { files: { 'status.yml': 'page: {}\n' } });
  const [{ repository }, other] = [await open(root), await open(root)];
  const pauses: number[] = [];
  let attempts = 0;
  const land = async (snapshot: Snapshot, landing: Landing): Promise<LandingResult> => {
    attempts += 1;
    const text = `10:0${attempts}:00\napi 41\n`;
    if (attempts <= lost) {
      await other.repository.land(
        await other.repository.snapshot(),
        makeLanding({ main: {}, data: { [DAY_FILE]: text } }),
      );
    }
    return repository.land(snapshot, landing);
  };
  const sleep = (ms: number): Promise<void> => {
    pauses.push(ms);
    return Promise.resolve();
  };
  return { ports: { repository: { ...repository, land }, clock: { sleep }, random: () => 0.5 }, root, pauses };
}

function writeDeploy({ ports }: Race, what = 'record the deploy'): Promise<{ value: string | undefined }> {
  return landOnLatest(ports, {
    what,
    attempt: async (snapshot) => {
      const landing = makeLanding({ main: {}, data: { deploys: 'one\n' } });
      return { value: snapshot.data, result: await ports.repository.land(snapshot, landing) };
    },
  });
}

describe('landOnLatest()', () => {
  test('plans again on the new tip with growing pauses until nobody is first', async () => {
    const race = await makeRace(3);
    const { value } = await writeDeploy(race);
    expect(value).toBeDefined();
    expect(race.pauses).toEqual([37.5, 75, 150]);
    expect(filesOf(race.root, 'status-data').get('deploys')).toBe('one\n');
    expect(filesOf(race.root, 'status-data').get(DAY_FILE)).toBe('10:03:00\napi 41\n');
  });

  test('makes no pause where it is first', async () => {
    const race = await makeRace(0);
    await writeDeploy(race);
    expect(race.pauses).toEqual([]);
  });

  test.each([
    [{ kind: 'lost' } as const, 'Cannot record the deploy: other writers were first 40 times in a row.'],
    [{ kind: 'refused', reason: 'it is protected' } as const, 'Cannot record the deploy: it is protected'],
  ])('%j for good is told', async (result, message) => {
    const race = await makeRace(0);
    const ports = { ...race.ports, repository: { ...race.ports.repository, land: () => Promise.resolve(result) } };
    await expect(writeDeploy({ ...race, ports })).rejects.toThrow(message);
    expect(Math.max(0, ...race.pauses)).toBeLessThanOrEqual(3_000);
  });
});
