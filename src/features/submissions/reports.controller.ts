import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../../platform/http/actor.js';
import { Id } from '../../platform/http/parameters.js';
import { Allow } from '../../platform/http/permission.js';
import { ReportReader } from './report-reader.service.js';
import { EntryReportView, ReportQuery } from './reports.dto.js';

@ApiTags('submissions')
@Controller()
export class ReportsController {
  constructor(private readonly reports: ReportReader) {}

  /**
   * Groups, calibration and doubt of an entry: for organizers at once, for its team once the final ranking is published, and
   * of released entries on the public part before that where the task shows these live.
   */
  @Allow('read')
  @Get('submissions/:id/report')
  get(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: ReportQuery): Promise<EntryReportView> {
    return this.reports.get(actor, id, query.part ?? null);
  }
}
