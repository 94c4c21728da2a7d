/** What is announced when an entry's status changes: to its team, to organizers, to those who wait behind it. */
export const entryTopics = (entry: { teamId: string; taskId: string; id: string }): string[] => [
  `entry:${entry.id}`,
  `entries:${entry.teamId}:${entry.taskId}`,
  QUEUE_TOPIC,
];

export const QUEUE_TOPIC = 'queue';

/** The boards of a task. */
export const boardTopic = (taskId: string): string => `task:${taskId}`;
