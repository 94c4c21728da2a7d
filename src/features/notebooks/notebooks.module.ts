import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { SubmissionsModule } from '../submissions/submissions.module.js';
import { HandIn } from './hand-in.service.js';
import { HiddenFiles } from './hidden-files.service.js';
import { NotebookReader } from './notebook-reader.service.js';
import { NotebookSetupController } from './notebook-setup.controller.js';
import { NotebookSetup } from './notebook-setup.service.js';
import { NotebooksController } from './notebooks.controller.js';
import { Notebooks } from './notebooks.service.js';
import { RunDecisions } from './run-decisions.service.js';
import { RunReader } from './run-reader.service.js';
import { RunStream } from './run-stream.service.js';

@Module({
  imports: [AccountsModule, AccessModule, AuditModule, SubmissionsModule],
  providers: [
    NotebookSetup,
    HiddenFiles,
    Notebooks,
    NotebookReader,
    HandIn,
    RunReader,
    RunDecisions,
    RunStream,
  ],
  controllers: [NotebooksController, NotebookSetupController],
})
export class NotebooksModule {}
