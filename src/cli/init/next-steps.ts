/** What is left to do once a page was begun. */
import type { Forge } from '../../store/remote-url.ts';

export interface Begun {
  /** Where the repository lies; undefined where there is no remote, or none on the web. */
  forge: Forge | undefined;
  isGitHub: boolean;
  isCommitted: boolean;
  /** Whether the engine lies in the same folder. */
  hasEngine: boolean;
  /** Host of the page. */
  host: string;
}

interface Step {
  where: string;
  /** Below the repository's address. */
  path: string;
  what: string;
}

const SETTINGS: readonly Step[] = [
  { where: 'Settings > Pages', path: 'settings/pages', what: 'Source: "GitHub Actions".' },
  {
    where: 'Settings > Actions > General',
    path: 'settings/actions',
    what: 'Workflow permissions: "Read and write permissions", and "Allow GitHub Actions to create and approve pull requests": an issue form becomes one, and so does an incident where main is protected.',
  },
  {
    where: 'Settings > Rules',
    path: 'settings/rules',
    what: 'Protect main as you would protect your website. The branch "status-data" stays open to pushes, forced ones included.',
  },
  {
    where: 'Settings > Secrets and variables > Actions',
    path: 'settings/secrets/actions',
    what: 'A secret for each ${CANDOR_…} that you write in status.yml; hand it to the step that checks, in .github/workflows/check.yml.',
  },
];

/** Where pages of GitHub have their address of themselves. */
const PAGES_HOST = /\.github\.io$/;

function settingsLines({ forge, isGitHub, host }: Begun): string[] {
  const base = isGitHub && forge !== undefined ? `${forge.server}/${forge.repository}/` : undefined;
  const domain = isGitHub && !PAGES_HOST.test(host) ? ` Custom domain: "${host}".` : '';
  return SETTINGS.flatMap(({ where, path, what }, index) => [
    `  ${where}${base === undefined ? '' : `  ${base}${path}`}`,
    `    ${what}${index === 0 ? domain : ''}`,
  ]);
}

/** The lines that a person reads at the end. */
export function describeNextSteps(begun: Begun): string {
  const validate = begun.hasEngine ? 'npm run validate' : 'candor validate --root DIR';
  const look = begun.hasEngine ? 'npm run dev' : 'candor dev --root DIR';
  const first = begun.isCommitted ? 'Push it' : 'Commit it and push it';
  const elsewhere =
    begun.forge !== undefined && !begun.isGitHub
      ? ['This repository is not on GitHub: README.md, "On a plain server", says how to run Candor anywhere.']
      : ['On GitHub, set this once:', ...settingsLines(begun)];
  return [
    `What is left to do: "${look}" shows the page here, "${validate}" says what is wrong. ${first} when you like it.`,
    '',
    ...elsewhere,
  ].join('\n');
}
