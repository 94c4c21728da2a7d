import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { MetricCatalogue } from './metric-catalogue.service.js';
import { MetricsController } from './metrics.controller.js';
import { Scorer } from './scorer.js';
import { TaskFilesController } from './task-files.controller.js';
import { TaskFiles } from './task-files.service.js';
import { TasksController } from './tasks.controller.js';
import { Tasks } from './tasks.service.js';
import { Truths } from './truths.service.js';

@Module({
  imports: [AccessModule, AuditModule],
  providers: [MetricCatalogue, Tasks, Truths, TaskFiles, Scorer],
  controllers: [MetricsController, TasksController, TaskFilesController],
  exports: [Tasks, Truths, TaskFiles, Scorer],
})
export class TasksModule {}
