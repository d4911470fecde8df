/** What a step of GitHub Actions tells the steps after it. */
import { appendFile } from 'node:fs/promises';

/** The file that takes a step's outputs; undefined outside GitHub Actions. */
function outputFile(): string | undefined {
  const file = process.env['GITHUB_OUTPUT'];
  return file === '' ? undefined : file;
}

/** Whether this process is a step of GitHub Actions. */
export function isStep(): boolean {
  return outputFile() !== undefined;
}

/** Adds Markdown to what GitHub shows of this job; outside GitHub Actions nothing happens. */
export async function addStepSummary(markdown: string): Promise<void> {
  const file = process.env['GITHUB_STEP_SUMMARY'] ?? '';
  if (file !== '') await appendFile(file, `${markdown}\n`);
}

/** Sets outputs of this step, none of more than one line; outside GitHub Actions nothing happens. */
export async function setStepOutputs(values: Readonly<Record<string, string>>): Promise<void> {
  const file = outputFile();
  if (file === undefined) return;
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value.replaceAll(/[\r\n]+/g, ' ')}\n`);
  await appendFile(file, lines.join(''));
}
