import { answerForm, type FormPorts } from '../../app/form/answer-form.ts';
import { readPageState } from '../../app/form/page-state.ts';
import { CONTENT_PATHS } from '../../content/content-paths.ts';
import { StatusError } from '../../errors.ts';
import type { FormDesk, FormRepository } from '../../ports.ts';
import { IssueEventSchema } from '../../schema/issue-event.ts';
import { showInvisible } from '../../schema/visible-text.ts';
import { openFormRepository } from '../../store/form-branch.ts';
import { connectGitHub, readGitHubAccess } from '../../store/github/client.ts';
import { createFormDesk } from '../../store/github/form-desk.ts';
import { readHistory } from '../../store/history.ts';
import { openRepository } from '../../store/repository.ts';
import { openRootFiles } from '../../store/root-files.ts';
import type { ExitCode } from '../exit-code.ts';
import type { NowFlags, RootFlags } from '../options.ts';
import { output } from '../output.ts';
import { findRoot } from '../root.ts';
import { readWorkflowEvent } from '../workflow-event.ts';

type Flags = RootFlags & NowFlags & { dryRun?: boolean };

const EVENT = {
  schema: IssueEventSchema,
  expected: 'the event of an issue that was opened or edited',
  hint: 'This command is for the workflow forms.yml, which GitHub runs when an issue is opened or edited.',
};

/** What reads goes on, and what would write is printed. */
function withoutWriting(desk: FormDesk, repository: FormRepository): Pick<FormPorts, 'desk' | 'repository'> {
  const would = (what: string, text = ''): void => {
    const lines = text === '' ? [] : text.trimEnd().split('\n');
    for (const line of [`Would ${what}`, ...lines.map((each) => `  ${each}`)]) output.print(showInvisible(line));
  };
  const done = (what: string, text?: string): Promise<void> => Promise.resolve(would(what, text));
  return {
    desk: {
      ...desk,
      openPullRequest: async ({ branch, base, title }) => {
        await done(`open a pull request from ${branch} to ${base}:`, title);
        return 'https://github.com/…';
      },
      retitle: (pull, title) => done(`give #${pull} the title:`, title),
      setStatus: (_commit, { state, description }) => done(`set the status ${state}:`, description),
      answer: (issue, text) => done(`comment on #${issue}:`, text),
      label: (issue, label) => done(`give #${issue} the label:`, label),
    },
    repository: {
      read: () => repository.read(),
      push: async (_base, { branch, file, subject }) => {
        await done(`push to ${branch} "${subject}", ${file.path}:`, file.text);
        return { kind: 'pushed', commit: '0'.repeat(40) };
      },
    },
  };
}

/** `candor form`: answers the form of the event that a workflow was started by. */
export async function runForm(flags: Flags): Promise<ExitCode> {
  const environment = process.env;
  const root = findRoot(flags);
  const event = await readWorkflowEvent(environment, EVENT);
  const access = readGitHubAccess(environment);
  if (access === undefined) {
    throw new StatusError('Cannot ask GitHub: expected GITHUB_TOKEN and GITHUB_REPOSITORY, as a workflow has them.');
  }
  const desk = createFormDesk(await connectGitHub(access, { manner: 'patiently' }));
  const repository = await openFormRepository({ root });
  const writing = flags.dryRun === true ? withoutWriting(desk, repository) : { desk, repository };
  const said = await answerForm(event, {
    ...writing,
    readPageState: async () => {
      const now = flags.now ?? Date.now();
      const snapshot = await (await openRepository({ root })).snapshot();
      const history = await readHistory({ root, paths: CONTENT_PATHS });
      return readPageState({ files: await openRootFiles(root), git: { snapshot, history } }, now);
    },
  });
  output.note(said);
  return 0;
}
