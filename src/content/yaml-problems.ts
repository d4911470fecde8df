/** Says in our own words what the YAML parser found. */
import type { YAMLError } from 'yaml';

interface Words {
  message: string;
  expected: string;
  example: string;
  hint?: string;
}

const TEXT_IN_QUOTES = {
  expected: 'a text with special characters in quotes',
  example: 'title: "[API] *slow* & more: #1"',
};
const CLOSED = { expected: 'every quote and bracket closed', example: 'title: "Slow answers"' };
const KEY = {
  message: 'Cannot find the key of this line',
  expected: 'a key, a colon, a space and a value',
  example: 'title: Slow answers',
};
const ALIAS = {
  message: 'Cannot read an alias or an anchor',
  expected: 'the value itself, or a text that begins with "*" or "&" in quotes',
  example: 'title: "*slow*"',
};
const TAG = {
  message: 'Cannot read a value that begins with "!"',
  expected: 'a plain value, or a text that begins with "!" in quotes',
  example: 'title: "!important"',
};
const FLOW = {
  message: 'Cannot read what stands in these brackets',
  expected: 'entries with commas between them, and the bracket closed',
  example: 'components: { api: partial_outage, web: operational }',
};
/** That a line is set in further or less than its block. */
export const WRONG_INDENT: Words = {
  message: 'Cannot read this indentation',
  expected: 'the keys of one block at one indentation',
  example: '"components:\\n  api: partial_outage"',
};
/** That an entry of a list stands where none can. */
export const DASH: Words = {
  message: 'Cannot read an entry of a list here',
  expected: 'each entry of a list, the first too, to begin with "- " at one indentation',
  example: '"components:\\n  - id: api\\n    name: API"',
};
/** That a bracket is never closed. */
export const UNCLOSED_BRACKET: Words = {
  message: 'Cannot find the end of what stands in this bracket',
  expected: 'the bracket closed, and the lines in it set in',
  example: 'checks: [api-health]',
};

const WORDS: Record<YAMLError['code'], Words> = {
  ALIAS_PROPS: ALIAS,
  BAD_ALIAS: ALIAS,
  MULTIPLE_ANCHORS: ALIAS,
  BAD_DIRECTIVE: {
    message: 'Cannot read a line that begins with "%"',
    expected: 'keys and values alone',
    example: 'title: Slow answers',
  },
  BAD_DQ_ESCAPE: {
    message: 'Cannot read a backslash in double quotes',
    expected: 'single quotes, or the backslash twice',
    example: "title: 'C:\\\\temp is full'".replaceAll('\\\\', '\\'),
  },
  BAD_INDENT: WRONG_INDENT,
  BAD_COLLECTION_TYPE: TAG,
  BAD_PROP_ORDER: ALIAS,
  BAD_SCALAR_START: { message: 'Cannot begin a text with this character', ...TEXT_IN_QUOTES },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'Cannot read a second colon or dash in one line',
    expected: 'text with a colon in quotes',
    example: 'title: "API: slow answers"',
  },
  BLOCK_IN_FLOW: FLOW,
  DUPLICATE_KEY: {
    message: 'Cannot use a key twice',
    expected: 'each key once',
    example: 'title: Slow answers',
    hint: 'Keep one of the two.',
  },
  IMPOSSIBLE: KEY,
  KEY_OVER_1024_CHARS: { ...KEY, message: 'Cannot use a key of this length' },
  MISSING_CHAR: { ...KEY, message: 'Cannot find the end of a key, a quote or a bracket', ...CLOSED },
  MULTILINE_IMPLICIT_KEY: KEY,
  MULTIPLE_DOCS: {
    message: 'Cannot read a second document',
    expected: 'one document in a file, without "..." or another "---"',
    example: 'title: Slow answers',
  },
  MULTIPLE_TAGS: TAG,
  NON_STRING_KEY: KEY,
  RESOURCE_EXHAUSTION: ALIAS,
  TAB_AS_INDENT: {
    message: 'Cannot read a tab as indentation',
    expected: 'indentation by spaces',
    example: '"  api: partial_outage"',
  },
  TAG_RESOLVE_FAILED: TAG,
  UNEXPECTED_TOKEN: { message: 'Cannot read what stands here', ...TEXT_IN_QUOTES },
};

const NO_CLOSING_QUOTE: Words = {
  message: 'Cannot find the end of a text in quotes',
  expected: 'the quote closed',
  example: 'title: "Slow answers"',
};

/** What a person is told of a fault that the parser found: message, expectation, example and, where it helps, a hint. */
export function wordsOf(error: Pick<YAMLError, 'code' | 'message'>): Words {
  if (error.code !== 'MISSING_CHAR') return WORDS[error.code];
  if (/quote/.test(error.message)) return NO_CLOSING_QUOTE;
  return /flow|end with/.test(error.message) ? FLOW : KEY;
}
