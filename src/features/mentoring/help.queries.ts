import type { HelpStatus, Urgency } from './help.policy.js';

export interface HelpRow {
  id: string;
  eventId: string;
  teamId: string;
  teamName: string;
  askedBy: string;
  subject: string;
  text: string;
  urgency: Urgency;
  expertise: string[];
  status: HelpStatus;
  createdAt: Date;
  takenById: string | null;
  takenByName: string | null;
  answeredAt: Date | null;
  closedAt: Date | null;
}

export const HELP = `
  SELECT h.id, h.event_id AS "eventId", h.team_id AS "teamId", g.name AS "teamName", coalesce(a.name, '') AS "askedBy",
    h.subject, h.text, h.urgency, h.expertise, h.status, h.created_at AS "createdAt", h.taken_by AS "takenById",
    o.name AS "takenByName", h.answered_at AS "answeredAt", h.closed_at AS "closedAt"
  FROM help_request h JOIN team g ON g.id = h.team_id
  LEFT JOIN account a ON a.id = h.asked_by LEFT JOIN account o ON o.id = h.taken_by`;

/** Announced when a request changes: to mentors and organizers of the event, and to the team alone. */
export const helpTopic = (eventId: string): string => `help:${eventId}`;
export const teamHelpTopic = (teamId: string): string => `help-of:${teamId}`;
