import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule, OUTSIDE_THE_API } from './api.module.js';
import { createDocument } from './openapi-document.js';
import { readConfig } from './platform/config/config.js';

// Preview mode builds the module graph and instantiates nothing: no database, no Redis.
const app = await NestFactory.create<NestFastifyApplication>(
  ApiModule.of(readConfig('api', {})),
  new FastifyAdapter(),
  {
    logger: false,
    preview: true,
    abortOnError: false,
  },
);
app.setGlobalPrefix('api/v1', { exclude: OUTSIDE_THE_API });
writeFileSync('openapi.json', `${JSON.stringify(createDocument(app), null, 2)}\n`);
