import { Module } from '@nestjs/common';
import { RateLimits } from './rate-limit.js';

@Module({ providers: [RateLimits], exports: [RateLimits] })
export class RateLimitModule {}
