/** The workflows of this repository as values. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';
import { z } from 'zod';

export const REPOSITORY = join(import.meta.dirname, '../..');
const FOLDER = join(REPOSITORY, '.github/workflows');

const TextsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const PermissionsSchema = z.record(z.string(), z.enum(['read', 'write', 'none']));
const ConcurrencySchema = z.strictObject({ group: z.string(), 'cancel-in-progress': z.boolean() });

const StepSchema = z.strictObject({
  name: z.string().optional(),
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: TextsSchema.optional(),
  env: TextsSchema.optional(),
  'continue-on-error': z.boolean().optional(),
  'working-directory': z.string().optional(),
});
export type Step = z.output<typeof StepSchema>;

/** No env and no secret on a job or a workflow: what is secret goes to one step, or on to a workflow where it does. */
const JobSchema = z.strictObject({
  name: z.string(),
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  if: z.string().optional(),
  'runs-on': z.string().optional(),
  'timeout-minutes': z.number().optional(),
  permissions: PermissionsSchema.optional(),
  concurrency: ConcurrencySchema.optional(),
  strategy: z.unknown().optional(),
  outputs: TextsSchema.optional(),
  environment: z.unknown().optional(),
  uses: z.string().optional(),
  with: TextsSchema.optional(),
  secrets: z.literal('inherit').optional(),
  steps: z.array(StepSchema).default([]),
});

export const WorkflowSchema = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: PermissionsSchema,
  concurrency: ConcurrencySchema.optional(),
  jobs: z.record(z.string(), JobSchema),
});

export interface WorkflowFile {
  file: string;
  text: string;
  workflow: z.output<typeof WorkflowSchema>;
}

/** Every workflow; throws for one that has keys which no rule of ours has been thought through for. */
export function readWorkflows(): WorkflowFile[] {
  return readdirSync(FOLDER).map((file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    return { file, text, workflow: WorkflowSchema.parse(parse(text)) };
  });
}

export interface PlacedJob extends z.output<typeof JobSchema> {
  /** `check.yml site`. */
  place: string;
  file: string;
}

/** Every job with the place where it stands. */
export function listJobs(): PlacedJob[] {
  return readWorkflows().flatMap(({ file, workflow }) =>
    Object.entries(workflow.jobs).map(([id, job]) => ({ ...job, file, place: `${file} ${id}` })),
  );
}

/** The steps of one workflow that run a command, in their order. */
export function listCommands(file: string): { run: string; step: Step }[] {
  return listJobs()
    .filter((job) => job.file === file)
    .flatMap(({ steps }) => steps)
    .flatMap((step) => (step.run === undefined ? [] : [{ run: step.run, step }]));
}
