/** Names of the places of an event; see screens/events/event-nav.tsx. One or two words each. */
export const eventNav = {
  'eventNav.label': '이 행사의 메뉴',
  'eventNav.overview': '한눈에',
  'eventNav.problems': '연구 질문',
  'eventNav.teams': '팀',
  'eventNav.tasks': '과제',
  'eventNav.attention': '도움 필요',
  'eventNav.people': '사람들',
  'eventNav.mentoring': '멘토',
  'eventNav.setUp': '설정',
} as const;
