import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../../platform/http/permission.js';
import { MetricCatalogue } from './metric-catalogue.service.js';
import type { MetricFamilyList } from './metrics.dto.js';

@ApiTags('metrics')
@Controller()
export class MetricsController {
  constructor(private readonly catalogue: MetricCatalogue) {}

  /** All metrics that a task may choose, for whoever is signed in. */
  @Allow('read')
  @Get('metric-families')
  list(): MetricFamilyList {
    return this.catalogue.list();
  }
}
