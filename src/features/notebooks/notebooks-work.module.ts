import { Module } from '@nestjs/common';
import { ScoringModule } from '../submissions/scoring.module.js';
import { NotebooksWork } from './notebooks-work.service.js';
import { RunCollecting } from './run-collecting.service.js';
import { RunStaging } from './run-staging.service.js';

/** The worker's half of notebooks. Executing them is a third process's work, which knows nothing of this. */
@Module({ imports: [ScoringModule], providers: [RunStaging, RunCollecting, NotebooksWork] })
export class NotebooksWorkModule {}
