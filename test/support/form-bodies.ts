/** The texts of filled forms, as GitHub writes them. */
import { type FormName, FORMS } from '../../src/content/form/forms.ts';

/** What a person fills in, by the fields' keys. */
export type Filled = Readonly<Record<string, string>>;

const USUAL: Readonly<Record<FormName, Filled>> = {
  report: { what: 'The API answers with 500.', since: '_No response_' },
  incident: {
    title: 'Elevated errors on the public API',
    components: 'Public API: partial_outage',
    impact: 'major: a part does not work',
    category: 'undetermined: not known yet',
    phase: 'Investigating',
    next: '_No response_',
    message: 'We see elevated error rates.',
  },
  update: {
    entry: '2026-11-20-api',
    phase: 'As it is now',
    components: '_No response_',
    next: '_No response_',
    message: 'We are still looking.',
  },
  maintenance: {
    title: 'Upgrade of the database',
    components: 'api\nWeb site',
    from: '2026-11-29 02:00 UTC',
    until: '2026-11-29 04:00 UTC',
    message: 'Requests may fail for some seconds.',
  },
};

/** The text of a form, filled in as usual but for these fields. */
export function formBody(form: FormName, filled: Filled = {}): string {
  const values = { ...USUAL[form], ...filled };
  return Object.entries(FORMS[form])
    .map(([key, label]) => `### ${label}\n\n${values[key] ?? ''}`)
    .join('\n\n');
}
