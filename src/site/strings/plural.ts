import { remember } from '../remember.ts';

/** Makes the function that puts a number before a noun in the form that the language asks for: `1 day`, `2 days`. */
export function createPlural(language: string): (count: number, one: string, many: string) => string {
  const rules = new Intl.PluralRules(language);
  const ruleOf = remember((count: number) => rules.select(count));
  return (count, one, many) => `${count} ${ruleOf(count) === 'one' ? one : many}`;
}
