import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { deriveFigures } from '../../api/figures.ts';
import { type BuildPorts, buildSite } from '../../app/build-site.ts';
import { readSiteContent, type SiteReading } from '../../app/read-site-content.ts';
import type { BuiltPages } from '../../app/verify/compare-site.ts';
import { type Derived, type Verification, verifySite, type VerifyPorts } from '../../app/verify/verify-site.ts';
import type { PublishedFigures } from '../../content/figures-file.ts';
import { StatusError } from '../../errors.ts';
import type { PublishedSite, RootFiles } from '../../ports.ts';
import { formatInstant } from '../../schema/timestamp.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import { deriveSiteModel } from '../../site/site-model.ts';
import { renderPages } from '../../store/astro-pages.ts';
import { nameEngine } from '../../store/engine.ts';
import { openFolder } from '../../store/folder.ts';
import { replaceFolder } from '../../store/output-folder.ts';
import { isMissing, openPast, openPastClone } from '../../store/past.ts';
import { openSiteAt, openSiteFolder, readSiteAddress } from '../../store/published-site.ts';
import { createWorkFolder } from '../../store/work-folder.ts';
import type { ExitCode } from '../exit-code.ts';
import type { JsonFlags, NowFlags, RootFlags } from '../options.ts';
import { output, printJson } from '../output.ts';
import { createProgress } from '../progress.ts';
import { ENGINE_FOLDER, findRoot, standingFolder } from '../root.ts';
import { createBuildPorts } from './build.ts';

type Flags = RootFlags & NowFlags & JsonFlags & { site?: string };

/** A build of which nothing is kept, in a folder of ours; pictures are drawn differently on every machine. */
const ALONE = {
  resolveOutput: (out: string) => Promise.resolve(out),
  openKept: () => ({ take: () => new Set<string>(), record: () => undefined }),
  drawPictures: () => Promise.resolve([]),
  writePictures: () => Promise.resolve(),
};

/** What a build of content that is read already needs of the world. */
function portsOf(reading: SiteReading, files: RootFiles): BuildPorts {
  return {
    ...ALONE,
    readPageUrl: () => Promise.resolve(reading.content.config.page.url),
    readContent: () => Promise.resolve(reading),
    createWorkFolder: () => createWorkFolder(ENGINE_FOLDER),
    renderPages: (request) => renderPages({ ...request, engineFolder: ENGINE_FOLDER }),
    copyFromRoot: files.copyTo,
    replaceFolder,
  };
}

async function listPages(folder: string): Promise<BuiltPages> {
  return { files: await openFolder(folder).listFiles(''), read: (file) => readFile(join(folder, file)) };
}

/** Where everything is derived. */
export interface DerivingPlace {
  root: string;
  /** Absolute path of a folder that is gone afterwards. */
  folder: string;
  engine: string;
  onStep(step: string): void;
}

/** Derives everything anew from what Git has, into a folder. */
export async function deriveFromGit(
  published: PublishedFigures & { commit: string },
  place: DerivingPlace,
): Promise<Derived> {
  const { root, engine, onStep } = place;
  const { commit, data, now, isShallow } = published;
  const folder = join(place.folder, 'past');
  await mkdir(folder);
  onStep('Reading what Git has …');
  const { notes, ...past } = await openPast({ root, commit, data, now, isShallow, folder });
  const reading = await readSiteContent({ files: past.files, git: past, engine }, now);
  const model = deriveSiteModel(reading.content);
  return {
    figures: JSON.parse(JSON.stringify(deriveFigures({ content: reading.content, model }))),
    notes,
    async buildPages() {
      onStep('Building the pages anew …');
      const out = join(place.folder, 'site');
      await buildSite({ out }, portsOf(reading, past.files));
      onStep('Comparing …');
      return listPages(out);
    },
  };
}

/** The site that is to be verified; without `--site` one that is built now. */
async function openSite(flags: Flags, { root, folder, onStep }: DerivingPlace): Promise<PublishedSite> {
  if (flags.site === undefined) {
    onStep('Building …');
    const out = join(folder, 'own');
    await buildSite({ out }, { ...(await createBuildPorts(root, flags.now ?? Date.now())), ...ALONE });
    return openSiteFolder(out, 'the site that was built now');
  }
  const address = readSiteAddress(flags.site);
  return address === undefined
    ? openSiteFolder(resolve(standingFolder(), flags.site), flags.site)
    : openSiteAt(address);
}

async function verify(flags: Flags, place: DerivingPlace): Promise<Verification> {
  const ports: VerifyPorts = {
    site: await openSite(flags, place),
    engine: place.engine,
    clock: Date.now(),
    isFresh: flags.site === undefined,
    derive: (published) => deriveFromGit(published, place),
  };
  try {
    return await verifySite(ports);
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new StatusError('Cannot know in this clone, as it is partial: contents of the past are not in it', {
      hint: 'Clone the repository whole, without --filter.',
      cause: error,
    });
  }
}

/** As many differences are printed; a program reads all of them. */
const MOST_TOLD = 50;

function count(number: number, one: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : `${one}s`}`;
}

function describe({ published, figures, pages, differences, notes, unknown }: Verification): string[] {
  const short = published.commit.slice(0, 8);
  const told = differences
    .slice(0, MOST_TOLD)
    .map(({ file, what, site = 'nothing', git = 'nothing' }) =>
      showInvisible(`${file}: ${what}: the site has ${site}, Git at ${short} has ${git}`),
    );
  const more = differences.length - told.length;
  const compared = pages === 0 ? count(figures, 'figure') : `${count(figures, 'figure')} and ${count(pages, 'file')}`;
  const place = `commit ${short} at ${formatInstant(published.now)}`;
  return [
    ...told,
    ...(more > 0 ? [`… and ${count(more, 'more difference')}; --json has all of them`] : []),
    ...notes.map((note) => `Note: ${showInvisible(note)}`),
    differences.length === 0
      ? `Compared ${compared} with ${place}: all are the same.`
      : `Compared ${compared} with ${place}: ${count(differences.length, 'difference')}.`,
    ...(unknown === undefined ? [] : [unknown]),
  ];
}

/** 1 for a difference, 2 where nothing differs of what could be compared, and the rest could not be. */
function exitCodeOf({ differences, unknown }: Verification): ExitCode {
  if (differences.length > 0) return 1;
  return unknown === undefined ? 0 : 2;
}

/** `candor verify`: 0 where all is as Git has it, 1 where something differs, 2 where that cannot be known here. */
export async function runVerify(flags: Flags): Promise<ExitCode> {
  const root = findRoot(flags);
  // Before anything is built or fetched in vain.
  await openPastClone(root);
  const progress = createProgress(process.stderr, Date.now);
  const work = await createWorkFolder(ENGINE_FOLDER);
  try {
    const place = { root, folder: work.path, engine: nameEngine(ENGINE_FOLDER), onStep: progress.show };
    const verification = await verify(flags, place);
    progress.clear();
    const exitCode = exitCodeOf(verification);
    if (flags.json === true) printJson(toJson(verification));
    else for (const line of describe(verification)) output.print(line);
    return exitCode;
  } finally {
    progress.clear();
    await work.remove();
  }
}

function toJson({ published, ...rest }: Verification): object {
  const { commit, data, now } = published;
  return { commit, data: data ?? null, now: formatInstant(now), ...rest, unknown: rest.unknown ?? null };
}
