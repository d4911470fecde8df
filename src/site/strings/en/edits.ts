/** What was changed of an entry after it was published. */
export const edits = {
  title: 'Changed afterwards',
  /** What became of an update or an introduction, and how long after it was published. */
  correction: (after: string) => `Spelling corrected ${after} later`,
  change: (after: string) => `Edited ${after} later`,
  rewrite: (after: string) => `Rewritten ${after} later`,
  moved: (after: string) => `Given another time ${after} later`,
  restored: (after: string) => `Put back ${after} later`,
  removed: (time: string, after: string) => `Update of ${time} taken out ${after} later`,
  introduction: {
    correction: (after: string) => `Spelling of the introduction corrected ${after} later`,
    change: (after: string) => `Introduction edited ${after} later`,
    rewrite: (after: string) => `Introduction rewritten ${after} later`,
  },
  /** What else an entry says of itself. */
  fact: {
    title: (after: string) => `Title changed ${after} later`,
    impact: (after: string) => `Impact changed ${after} later`,
    category: (after: string) => `Cause changed ${after} later`,
    components: (after: string) => `Affected components changed ${after} later`,
    startedAt: (after: string) => `Beginning changed ${after} later`,
    window: (after: string) => `Planned time changed ${after} later`,
  },
  gone: (after: string) => `Withdrawn ${after} later`,
  back: (after: string) => `Published again ${after} later`,
  /** More than two changes of one text. */
  times: (count: string, after: string) => `Edited ${count} times, the last time ${after} later`,
  earlier: (count: string) => `${count} earlier changes are shown in the repository alone.`,
  /** Where a change comes from. */
  origin: (time: string, commit: string) => `${time}, in commit ${commit}`,
  originBy: (time: string, commit: string, author: string) => `${time}, in commit ${commit} by ${author}`,
  signed: (kind: string) => `The commit carries a signature (${kind}), which is not checked here.`,
  by: (author: string) => `by ${author}`,
  /** Said to those who hear the page, before words that went, came or stayed. */
  words: { removed: 'Removed:', added: 'Added:', same: 'Unchanged:' },
  time: 'Time',
  phase: 'Phase',
  next: 'Next update',
  nothing: 'nothing',
  unknown: 'Whether anything was changed afterwards is not known: this page was built without the whole history.',
};
