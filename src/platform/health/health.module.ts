import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { Health } from './health.js';

@Module({ providers: [Health], controllers: [HealthController] })
export class HealthModule {}
