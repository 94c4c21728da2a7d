import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsObject,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { CONFLICT_REASONS, type ConflictReason } from '../access/conflict.policy.js';
import { TeamRefView } from '../accounts/accounts.dto.js';
import { MentorRefView } from './mentors.dto.js';

export class MentorProposalQuery {
  /** Mentors that every team should have, 1 to 3; teams with fewer get one more. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3)
  perTeam?: number = 1;
}

export const OBSTACLES = ['no_mentors', 'all_in_conflict', 'all_full'] as const;

/** A mentor for a team, with what speaks for it. */
export class ProposedAssignmentView {
  team: TeamRefView;
  @ApiProperty({ type: MentorRefView, nullable: true })
  mentor: MentorRefView | null;
  /** The mentor's expertise that the team needs. */
  expertise: string[];
  /** Languages that they share. */
  languages: string[];
  /** Teams that the mentor would have then. */
  load: number;
  /** Whether some of the times or office hours that the mentor named lies ahead; null: they named none. */
  @ApiProperty({ type: Boolean, nullable: true })
  isThere: boolean | null;
  /** Why nobody is proposed. */
  @ApiProperty({ enum: OBSTACLES, nullable: true })
  obstacle: (typeof OBSTACLES)[number] | null;
}

export class MentorProposalView {
  @ApiProperty({ type: [ProposedAssignmentView] })
  items: ProposedAssignmentView[];
}

export class AssignmentRequest {
  @IsUUID()
  teamId: string;

  @IsUUID()
  mentorId: string;
}

export class AssignmentsRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  // ValidateNested alone takes a list for an object.
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => AssignmentRequest)
  items: AssignmentRequest[];
}

export class AssignedTeamView {
  id: string;
  name: string;
  /** Why the mentor must not look after it any more; empty: nothing speaks against it. */
  @ApiProperty({ enum: CONFLICT_REASONS, isArray: true })
  conflict: ConflictReason[];
}

/** A mentor with their load, for organizers. */
export class MentorLoadView {
  id: string;
  name: string;
  affiliation: string;
  expertise: string[];
  languages: string[];
  @ApiProperty({ type: 'integer', nullable: true })
  maxTeams: number | null;
  @ApiProperty({ type: [AssignedTeamView] })
  teams: AssignedTeamView[];
  /** Office hours that lie ahead. */
  slots: number;
  booked: number;
  /** Requests for help that they have taken. */
  answered: number;
}

export class TeamCareView {
  id: string;
  name: string;
  memberCount: number;
  @ApiProperty({ type: [MentorRefView] })
  mentors: MentorRefView[];
}

/** Who looks after whom, for organizers. */
export class MentoringOverview {
  @ApiProperty({ type: [MentorLoadView] })
  mentors: MentorLoadView[];
  @ApiProperty({ type: [TeamCareView] })
  teams: TeamCareView[];
}
