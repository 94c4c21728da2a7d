/** Names of the places of an event; see screens/events/event-nav.tsx. One or two words each. */
export const eventNav = {
  'eventNav.label': 'In this event',
  'eventNav.overview': 'Overview',
  'eventNav.problems': 'Problems',
  'eventNav.teams': 'Teams',
  'eventNav.tasks': 'Tasks',
  'eventNav.attention': 'Help needed',
  'eventNav.people': 'People',
  'eventNav.mentoring': 'Mentors',
  'eventNav.setUp': 'Set-up',
} as const;
