import { Module } from '@nestjs/common';
import { Access } from './access.service.js';

@Module({ providers: [Access], exports: [Access] })
export class AccessModule {}
