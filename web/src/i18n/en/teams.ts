export const teams = {
  'background.clinician': 'Clinician',
  'background.data_scientist': 'Data scientist',
  'background.engineer': 'Engineer',
  'background.student': 'Student',
  'background.other': 'Other',
  'teamRules.title': 'What teams are made of',
  'teamRules.lead': 'Each team sees what it still lacks. 0 means that none is asked for.',
  'teamRules.minSize': 'Smallest team',
  'teamRules.atLeast': 'At least: {background}',
  'teamRules.freeze': 'Teams freeze',
  'teamRules.freezeHint': 'From then on only organizers change teams, with a reason. Empty: never.',
} as const;
