/** What is kept about a person, and the end of an account. */
export const privacy = {
  'privacy.title': 'Your data',
  'privacy.lead':
    'Download everything that is kept about you, as a JSON file. To correct something, change it above or ask the organizers.',
  'privacy.download': 'Download my data',
  'privacy.delete': 'Delete the account',
  'privacy.deleteTitle': 'Delete your account for good?',
  'privacy.deleteGoes':
    'Your name, address, profile, applications, mails and sign-ins are erased at once. You leave your teams and events.',
  'privacy.deleteStays':
    'What others rely on stays without your name: your teams’ entries and scores, and the record of what was done.',
  'privacy.deleteEmail': 'Your e-mail address, to confirm',
  'privacy.deletePassword': 'Your password',
  'privacy.deletePasswordHint': 'Leave it empty if you sign in through your institution and have none.',
  'privacy.deleteNow': 'Delete for good',
  'privacy.deleted': 'Your account is deleted.',
} as const;
