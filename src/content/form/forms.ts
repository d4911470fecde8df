/** The forms in .github/ISSUE_TEMPLATE/: their fields by the labels that people see, in their order. */
import { beginsWithField } from './body.ts';

/** The field with the free text is the last, as parseFormBody wants it. The first label of each form is its alone. */
export const FORMS = {
  report: { what: 'What does not work?', since: 'Since when?' },
  incident: {
    title: 'Title of the incident',
    components: 'Components',
    impact: 'Impact',
    category: 'Category',
    phase: 'Phase',
    next: 'Next update by',
    message: 'Message to readers',
  },
  update: {
    entry: 'Incident or maintenance',
    phase: 'Phase',
    components: 'Changes of components',
    next: 'Next update by',
    message: 'Message to readers',
  },
  maintenance: {
    title: 'Title of the maintenance',
    components: 'Components',
    from: 'From',
    until: 'Until',
    message: 'Message to readers',
  },
} as const;

export type FormName = keyof typeof FORMS;
/** The forms that become a pull request. */
export type EntryForm = Exclude<FormName, 'report'>;

/** What a choice offers for the phase that the incident is in already. */
export const SAME_PHASE = 'As it is now';

/** The label of the issues of a form, which the form itself gives them where the repository has it. */
export function labelOfForm(form: FormName): string {
  return form === 'report' ? 'problem report' : `form: ${form}`;
}

/**
 * The form that an issue was made with, by the first field, else by its label: people edit headings away. Undefined for
 * one that was written freely.
 */
export function findForm(body: string, labels: readonly string[]): FormName | undefined {
  const names = Object.keys(FORMS) as FormName[];
  const first = names.find((name) => beginsWithField(body, Object.values(FORMS[name])[0] ?? ''));
  return first ?? names.find((name) => labels.includes(labelOfForm(name)));
}

/** The value of a choice, of which people see an explanation too: `major` of `major: much does not work`. */
export function choiceOf(option: string): string {
  return option.split(':', 1)[0]?.trim() ?? '';
}
