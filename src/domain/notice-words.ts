/** A notice in words, in the language of the page: channels put them in a form, and say nothing of their own. */
export interface NoticeWords {
  /** BCP 47 tag. */
  language: string;
  page: {
    /** 12 characters of a-z0-9, as in feeds and the API. */
    id: string;
    name: string;
    /** Absolute. */
    url: string;
  };
  /** What has happened, in a word: `Investigating`, `Post-mortem`. */
  label: string;
  /** Label and title: `Investigating: Elevated errors on the public API`. */
  subject: string;
  /** What it is: `Major incident`, `Maintenance`; empty where that says nothing. */
  kind: string;
  /** What the update says as plain text, a paragraph, item or row each; none where it was taken back. */
  paragraphs: readonly string[];
  /** What else is to be known, a line each: the planned time, the components with their status, the promise. */
  facts: readonly string[];
  /** What the link to the update is called. */
  link: string;
  /** Why the recipient of a mail gets it. */
  reason: string;
  /** What the link to be told no more is called. */
  unsubscribe: string;
  /** All of the message as the operator's template has it, the address of the update in it; undefined without one. */
  templated: string | undefined;
  /** The page's roll-up in Statuspage's words, as of the notice. */
  standing: { indicator: 'none' | 'minor' | 'major' | 'critical' | 'maintenance'; description: string };
}
