/** How to be told. */
export const subscribe = {
  title: 'Subscribe',
  lead: 'Be told when something breaks, is being worked on, or works again.',
  feed: 'By feed',
  feedText: 'Each update of each incident, maintenance and announcement is an entry of this feed:',
  feedHow:
    'Give its address to a feed reader, to Slack (/feed subscribe), Microsoft Teams, or to your mail program; no ' +
    'account is needed, and we do not learn who reads it.',
  feedOf: 'Only what you use',
  feedOfText: 'The same for one component, for planned maintenance, or for post-mortems alone:',
  calendar: 'By calendar',
  calendarText:
    'Planned maintenance as a calendar, in which a window moves when we move it. Have your calendar program subscribe to:',
  elsewhere: 'On other services',
  elsewhereText: 'There we say the same as here:',
  embed: 'On a page of yours',
  embedText:
    'One line of HTML shows in a sentence how we are, and loads nothing from anybody else. With a script, as high as it needs to be, or without:',
  programs: 'For programs',
  programsText: 'How things are, in the form of Statuspage’s API:',
};
