import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { MailModule } from '../mail/mail.module.js';
import { TeamsModule } from '../teams/teams.module.js';
import { ProblemDecisions } from './problem-decisions.service.js';
import { ProblemLetters } from './problem-letters.service.js';
import { ProblemReader } from './problem-reader.service.js';
import { ProblemsController } from './problems.controller.js';
import { Proposals } from './proposals.service.js';
import { TeamWorkController } from './team-work.controller.js';
import { TeamWork } from './team-work.service.js';
import { TeamWorkEndings } from './team-work-endings.service.js';
import { TeamWorkReader } from './team-work-reader.service.js';

@Module({
  imports: [AccessModule, AuditModule, MailModule, TeamsModule],
  controllers: [ProblemsController, TeamWorkController],
  providers: [
    Proposals,
    ProblemReader,
    ProblemDecisions,
    ProblemLetters,
    TeamWork,
    TeamWorkReader,
    TeamWorkEndings,
  ],
  exports: [Proposals, ProblemDecisions, TeamWork],
})
export class ProblemsModule {}
