/** The commands that write and show entries, with their options. */
import { type Command, Option } from 'commander';

import type { ExitCode } from './exit-code.ts';
import { addPlaceOptions, jsonOption, nowOption, rootOption } from './options.ts';

type SetExit = (code: ExitCode) => void;

/** An option that may be repeated. */
function manyOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, earlier: string[] | undefined) => [
    ...(earlier ?? []),
    value,
  ]);
}

const TIMES = `
Times: 2026-11-20T10:05:00Z, "in 30m", +2h, or by the clocks of page.timeZone 11:00, "tomorrow 02:00" and
"2026-12-06 02:00". One that these clocks show twice, or never, is asked back.`;
const WRITING = `
On a terminal it asks for what is missing; with everything given it asks nothing. It shows the change and writes the file
into the working tree. What is wrong keeps it from writing and exits 2.`;

function addWriting(command: Command): Command {
  const writing = command
    .option('--notify <how>', 'no tells nobody, again tells everybody once more')
    .option('--dry-run', 'show the change, and write nothing');
  return addPlaceOptions(writing).addOption(rootOption()).addOption(nowOption());
}

const MESSAGE = 'what readers are told, Markdown; - reads standard input';

function addOpen(parent: Command, setExit: SetExit): void {
  const command = parent
    .command('open')
    .description('open an incident')
    .option('--title <title>', 'one line')
    .addOption(
      manyOption('--component <id=status>', 'an affected component, such as api=partial_outage; may be repeated'),
    )
    .option('--impact <impact>', 'none, minor, major or critical')
    .option('--category <category>', 'undetermined, upstream, customer or internal')
    .option('--message <text>', MESSAGE)
    .option('--template <name>', 'begin with .github/incident-templates/<name>.md')
    .option('--phase <phase>', 'investigating (the default), identified or monitoring')
    .option('--next <time>', 'promise the next update by then')
    .option('--confidence <word>', 'how sure the category is: suspected or confirmed')
    .option('--provider <id>', 'with --category upstream: whose doing it is')
    .option('--provider-url <url>', "the provider's own page about it")
    .option('--reported-at <time>', 'when it was reported to the provider')
    .option('--ticket <number>', "the provider's number for it")
    .option('--started-at <time>', 'when it really began; 10:05 is the last such moment, "20m ago" is read too')
    .option('--started-because <reason>', 'how you know when it began')
    .option('--id <id>', 'default: the day and the title');
  addWriting(command)
    .addHelpText(
      'after',
      `${WRITING}${TIMES}

Examples:
  candor incident open
  candor incident open --title "Elevated errors on the public API" --component api=partial_outage \\
    --impact major --category undetermined --message "We are looking into it." --next "in 30m" --push
  candor incident open --template provider-outage --component mail=degraded_performance --commit`,
    )
    .action(async (flags) => {
      const { runIncidentOpen } = await import('./commands/incident-open.ts');
      setExit(await runIncidentOpen(flags));
    });
}

const ID = 'id, or an unambiguous beginning of it with or without the day; nothing where one incident is open';

function addUpdate(parent: Command, setExit: SetExit): void {
  const command = parent
    .command('update')
    .description('add an update to an incident, or to a maintenance or announcement')
    .argument('[id]', ID)
    .option(
      '--phase <phase>',
      'default: the one that it is in; a maintenance that recurs is in that of the window at work, else of the next',
    )
    .option('--message <text>', MESSAGE)
    .addOption(
      manyOption('--component <id=status>', 'a component that changes, such as api=operational; may be repeated'),
    )
    .option('--next <time>', 'promise the next update by then')
    .option('--impact <impact>', 'correct the impact')
    .option('--category <category>', 'correct the category');
  addWriting(command)
    .addHelpText(
      'after',
      `${WRITING}${TIMES}

Examples:
  candor incident update --phase identified --message "A bad deploy; we are rolling it back." --push
  candor incident update 2026-11-20-api --component api=operational --phase monitoring --message "It is back."
  git log -1 --format=%B | candor incident update --message - --next 11:30`,
    )
    .action(async (id: string | undefined, flags) => {
      const { runIncidentUpdate } = await import('./commands/incident-update.ts');
      setExit(await runIncidentUpdate(id, flags));
    });
}

function addResolve(parent: Command, setExit: SetExit): void {
  const command = parent
    .command('resolve')
    .description('resolve an incident, after which its components are operational')
    .argument('[id]', ID)
    .option('--message <text>', MESSAGE);
  addWriting(command)
    .addHelpText(
      'after',
      `${WRITING}\n\nExample:\n  candor incident resolve --message "Error rates are back to normal." --push`,
    )
    .action(async (id: string | undefined, flags) => {
      const { runIncidentResolve } = await import('./commands/incident-update.ts');
      setExit(await runIncidentResolve(id, flags));
    });
}

function addReading(command: Command): Command {
  return command.addOption(rootOption()).addOption(nowOption()).addOption(jsonOption());
}

function addIncident(program: Command, setExit: SetExit): void {
  const incident = program.command('incident').description('open, update, resolve, list and show incidents');
  addOpen(incident, setExit);
  addUpdate(incident, setExit);
  addResolve(incident, setExit);
  addReading(
    incident
      .command('list')
      .description('list incidents, open ones first')
      .option('--all', 'every one, not only the latest of those that are over'),
  ).action(async (flags) => {
    const { runIncidentList } = await import('./commands/incident-list.ts');
    setExit(await runIncidentList(flags));
  });
  addReading(
    incident.command('show').description('show one with its status, times and updates').argument('[id]', ID),
  ).action(async (id: string | undefined, flags) => {
    const { runIncidentShow } = await import('./commands/incident-show.ts');
    setExit(await runIncidentShow(id, flags));
  });
}

function addSchedule(parent: Command, setExit: SetExit): void {
  const command = parent
    .command('schedule')
    .description('announce a maintenance')
    .option('--title <title>', 'one line')
    .addOption(manyOption('--component <id>', 'a component that is worked on; may be repeated'))
    .option('--from <time>', 'when it begins')
    .option('--until <time>', 'when it ends; +2h is two hours after its start')
    .option('--time-zone <zone>', 'whose clocks the times are by, such as Europe/Berlin (default: page.timeZone)')
    .option('--recurrence <rule>', 'an RFC 5545 rule, such as FREQ=WEEKLY;BYDAY=SU')
    .addOption(manyOption('--exdate <time>', 'a day, or a start, that is left out; may be repeated'))
    .option('--message <text>', MESSAGE)
    .option('--id <id>', 'default: the day and the title');
  addWriting(command)
    .addHelpText(
      'after',
      `${WRITING}${TIMES}

Examples:
  candor maintenance schedule --title "Database upgrade" --component api --from "2026-12-06 02:00" --until +2h \\
    --time-zone Europe/Berlin --message "The API answers more slowly meanwhile." --push
  candor maintenance schedule --title "Weekly restart" --component mail --from "2026-12-06 03:00" --until +15m \\
    --recurrence "FREQ=WEEKLY;BYDAY=SU"`,
    )
    .action(async (flags) => {
      const { runMaintenanceSchedule } = await import('./commands/maintenance-schedule.ts');
      setExit(await runMaintenanceSchedule(flags));
    });
}

function addMaintenance(program: Command, setExit: SetExit): void {
  const maintenance = program.command('maintenance').description('schedule and list maintenances');
  addSchedule(maintenance, setExit);
  addReading(
    maintenance
      .command('list')
      .description('list maintenances, those to come and at work first')
      .option('--all', 'every one, not only the latest of those that are over'),
  ).action(async (flags) => {
    const { runMaintenanceList } = await import('./commands/incident-list.ts');
    setExit(await runMaintenanceList(flags));
  });
}

function addAnnounce(program: Command, setExit: SetExit): void {
  const command = program
    .command('announce')
    .description('tell readers something that is no outage')
    .option('--title <title>', 'one line')
    .option('--message <text>', MESSAGE)
    .addOption(manyOption('--component <id>', 'a component that it is about; may be repeated'))
    .option('--until <time>', 'until when it stands on the front page (default: 14 days)')
    .option('--id <id>', 'default: the day and the title');
  addWriting(command)
    .addHelpText(
      'after',
      `${WRITING}${TIMES}

Example:
  candor announce --title "A new region in Helsinki" --message "Servers can be ordered there from today." --until "in 7d"`,
    )
    .action(async (flags) => {
      const { runAnnounce } = await import('./commands/announce.ts');
      setExit(await runAnnounce(flags));
    });
}

/** Adds `incident`, `maintenance` and `announce`; `setExit` gets the exit code of the one that runs. */
export function addAuthorCommands(program: Command, setExit: SetExit): void {
  addIncident(program, setExit);
  addMaintenance(program, setExit);
  addAnnounce(program, setExit);
}
