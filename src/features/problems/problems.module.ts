import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { MailModule } from '../mail/mail.module.js';
import { ProblemDecisions } from './problem-decisions.service.js';
import { ProblemLetters } from './problem-letters.service.js';
import { ProblemReader } from './problem-reader.service.js';
import { ProblemsController } from './problems.controller.js';
import { Proposals } from './proposals.service.js';
import { TeamWorkController } from './team-work.controller.js';
import { TeamWork } from './team-work.service.js';
import { TeamWorkReader } from './team-work-reader.service.js';

@Module({
  imports: [AccessModule, AuditModule, MailModule],
  controllers: [ProblemsController, TeamWorkController],
  providers: [Proposals, ProblemReader, ProblemDecisions, ProblemLetters, TeamWork, TeamWorkReader],
  exports: [Proposals, ProblemDecisions, TeamWork],
})
export class ProblemsModule {}
