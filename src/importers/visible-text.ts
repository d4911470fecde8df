/** Names and titles of a source as our files can hold them. */
import { VisibleTextSchema } from '../schema/component.ts';

const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Cs}|\p{NChar}/gu;

/** A text with spaces for the characters that no file of ours may hold. */
export function withoutControls(text: string): string {
  return text.replace(FORBIDDEN, ' ');
}

/** A text on one line with single spaces; undefined where there is nothing to see in it. */
export function visibleLine(text: string): string | undefined {
  const line = withoutControls(text)
    .replace(/[\s\uFEFF]+/g, ' ')
    .trim();
  return VisibleTextSchema.safeParse(line).success ? line : undefined;
}

/** The first characters of a text, of which none is cut in half. */
export function cutText(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/\p{Cs}$/u, '')
    .trimEnd();
}
