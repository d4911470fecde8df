/** Every command with its options. What a command does is loaded only when it runs, so that each starts fast. */
import { Argument, type Command, InvalidArgumentError, Option } from 'commander';

import { StatusError } from '../errors.ts';
import { parseDuration } from '../schema/duration.ts';
import { MAX_SHARDS, type Shard } from '../schema/shard.ts';
import { addAuthorCommands } from './author-commands.ts';
import type { ExitCode } from './exit-code.ts';
import { addInit } from './init-command.ts';
import { jsonOption, nowOption, readTime, rootOption } from './options.ts';
import { addPostmortem } from './postmortem-command.ts';
import { addVerify } from './verify-command.ts';
import { addWorkflowCommands } from './workflow-commands.ts';

type SetExit = (code: ExitCode) => void;

function readDuration(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined || ms <= 0) throw new InvalidArgumentError('Expected a duration such as 90s, 5m or 1h.');
  return ms;
}

function addValidate(program: Command, setExit: SetExit): void {
  program
    .command('validate')
    .description('find everything that is wrong in status.yml, incidents/ and postmortems/')
    .argument('[files...]', 'report only these files')
    .option('--since <ref>', 'count as errors only what changed since this branch, tag or commit brings')
    .addOption(rootOption())
    .addOption(nowOption())
    .addOption(jsonOption())
    .action(async (files: string[], flags) => {
      const { runValidate } = await import('./commands/validate.ts');
      setExit(await runValidate(files, flags));
    });
}

function addFormat(program: Command, setExit: SetExit): void {
  program
    .command('format')
    .description('rewrite files in the canonical form')
    .argument('[files...]', 'rewrite only these files')
    .option('--check', 'write nothing; exit 1 where a file is not canonical')
    .addOption(rootOption())
    .addOption(jsonOption())
    .action(async (files: string[], flags) => {
      const { runFormat } = await import('./commands/format.ts');
      setExit(await runFormat(files, flags));
    });
}

function readShard(text: string): Shard {
  const [, index = 0, count = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count && count <= MAX_SHARDS) return { index, count };
  throw new InvalidArgumentError(`Expected a part of a number of parts, up to ${MAX_SHARDS}, such as 2/5.`);
}

function addCheck(program: Command, setExit: SetExit): void {
  program
    .command('check')
    .description('run the checks, open and update incidents, push what was found')
    .option('--dry-run', 'print what would be done, and do nothing')
    .addOption(new Option('--every <duration>', 'repeat until interrupted').argParser(readDuration))
    .addOption(
      new Option('--shard <k/n>', 'only carry out this part of the checks and leave the results in a file').argParser(
        readShard,
      ),
    )
    .option('--location <name>', 'where this machine stands, as checks name it (default: CANDOR_LOCATION)')
    .option('--results <file>', 'the file that a shard leaves (default: results-<k>-of-<n>.json here)')
    .option('--private-results <file>', 'with a private root: the file for its results, outside of the public root')
    .option('--merge <files...>', 'carry out nothing: plan and push from what the shards of one run have left')
    .option('--private-merge <files...>', 'with a private root: what the shards have left of it')
    .addOption(rootOption())
    .addOption(nowOption())
    .addOption(jsonOption())
    .action(async (flags) => {
      const { runCheckCommand } = await import('./commands/check.ts');
      setExit(await runCheckCommand(flags));
    });
}

function addBuild(program: Command, setExit: SetExit): void {
  program
    .command('build')
    .description('make the whole site')
    .requiredOption('--out <dir>', 'folder for the site; it is replaced whole or not at all')
    .addOption(rootOption())
    .addOption(nowOption())
    .action(async (flags) => {
      const { runBuild } = await import('./commands/build.ts');
      setExit(await runBuild(flags));
    });
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 65_536) return port;
  throw new InvalidArgumentError('Expected a port, a number up to 65535 such as 8080; 0 is any free one.');
}

function addDev(program: Command, setExit: SetExit): void {
  program
    .command('dev')
    .description('preview the page on this machine while you write; errors of a file stand on the page')
    .addOption(
      new Option('--port <number>', 'port to listen on (default: 4321, or the next that is free)').argParser(readPort),
    )
    .addOption(rootOption())
    .addOption(nowOption())
    .action(async (flags) => {
      const { runDev } = await import('./commands/dev.ts');
      setExit(await runDev(flags));
    });
}

function addData(program: Command, setExit: SetExit): void {
  program
    .command('data')
    .description('print the measurements as a table: at check state code ms')
    .option('--check <id>', 'only those of one check')
    .addOption(new Option('--from <time>', 'only those from this time on').argParser(readTime))
    .addOption(new Option('--until <time>', 'only those before this time').argParser(readTime))
    .addOption(rootOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nOf a day that is rolled up (uptime.keepRaw) there are the first and the last of measurements that answered the\nsame, without code and time, and those of incidents as they were taken.',
    )
    .action(async (flags) => {
      const { runData } = await import('./commands/data.ts');
      setExit(await runData(flags));
    });
}

function addReplay(program: Command, setExit: SetExit): void {
  program
    .command('replay')
    .description('tell which incidents triage would have opened on recorded measurements')
    .argument('<file>', 'tab-separated table with the header: at check state code ms; - reads standard input')
    .option('--events', 'rows are changes of state, each held until the next of its check')
    .addOption(
      new Option('--every <duration>', 'with --events: time between runs (default: 5m)').argParser(readDuration),
    )
    .addOption(
      new Option(
        '--gap <duration>',
        'with --events: silence of a check beyond which nothing is known (default: 1d)',
      ).argParser(readDuration),
    )
    .option('--policy <file>', 'compare with the triage section of this YAML file')
    .option('--no-maintenances', 'as if there were no maintenances in incidents/')
    .addOption(rootOption())
    .addOption(nowOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  candor data | candor replay - --policy stricter.yml')
    .action(async (file: string, flags) => {
      const { runReplay } = await import('./commands/replay.ts');
      setExit(await runReplay(file, flags));
    });
}

function addImport(program: Command, setExit: SetExit): void {
  const command = program.command('import').description('bring a history over from elsewhere');
  command
    .command('cstate')
    .description('bring over the history of a cState page')
    .argument('<dir>', 'folder of the cState page')
    .option('--dry-run', 'print what would be done, and do nothing')
    .addOption(rootOption())
    .addOption(nowOption())
    .addOption(jsonOption())
    .action(async (dir: string, flags) => {
      const { runImportCstate } = await import('./commands/import-cstate.ts');
      setExit(await runImportCstate(dir, flags));
    });
  command
    .command('measurements')
    .description('bring over a table of measurements as "data" prints it')
    .argument('<file>', 'tab-separated table with the header: at check state code ms')
    .addOption(rootOption())
    .addOption(nowOption())
    .addOption(jsonOption())
    .action(async (file: string, flags) => {
      const { runImportMeasurements } = await import('./commands/import-measurements.ts');
      setExit(await runImportMeasurements(file, flags));
    });
  for (const name of ['statuspage', 'upptime']) addLater(command, name);
}

function addDemo(program: Command, setExit: SetExit): void {
  program
    .command('demo')
    .description('a tour: services that fail and recover, the real engine, the real page')
    .option('--once', 'one whole outage, then stop')
    .action(async (flags) => {
      const { runDemo } = await import('./commands/demo.ts');
      setExit(await runDemo(flags));
    });
}

/** A command that this version does not have yet; it says so and changes nothing. */
function addLater(program: Command, name: string): void {
  program
    .command(name)
    .description('not in this version')
    .helpOption(false)
    .allowUnknownOption()
    .addArgument(new Argument('[words...]'))
    .action(() => {
      throw new StatusError(`"${name}" is not in this version of Candor; nothing was done.`);
    });
}

/** Adds every command to the program; `setExit` gets the exit code of the one that runs. */
export function addCommands(program: Command, setExit: SetExit): void {
  addCheck(program, setExit);
  addBuild(program, setExit);
  addDev(program, setExit);
  addWorkflowCommands(program, setExit);
  addValidate(program, setExit);
  addFormat(program, setExit);
  addAuthorCommands(program, setExit);
  addPostmortem(program, setExit);
  addInit(program, setExit);
  addImport(program, setExit);
  addData(program, setExit);
  addReplay(program, setExit);
  addDemo(program, setExit);
  addVerify(program, setExit);
}
