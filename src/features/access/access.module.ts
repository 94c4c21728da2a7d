import { Module } from '@nestjs/common';
import { Access } from './access.service.js';
import { StandingCommits } from './standing-commits.js';

@Module({ providers: [Access, StandingCommits], exports: [Access, StandingCommits] })
export class AccessModule {}
