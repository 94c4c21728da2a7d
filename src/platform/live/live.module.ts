import { Global, Module } from '@nestjs/common';
import { Live } from './live.js';
import { LiveCommits } from './live-commits.js';

@Global()
@Module({ providers: [Live, LiveCommits], exports: [Live, LiveCommits] })
export class LiveModule {}
