/** How an action of a post-mortem stands. */
export const action = {
  overdue: 'Overdue',
  declined: 'Declined',
  done: (day: string) => `Done on ${day}`,
  notPlanned: (day: string) => `Closed without being done, on ${day}`,
  open: (day: string) => `Open, as of ${day}`,
  unknown: {
    no_issue: 'No issue says how it stands',
    unreadable: 'Its issue cannot be read',
    not_read: 'Its issue has not been read yet',
  },
};
