import { Param, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DomainError } from './domain-error.js';
import { NOT_FOUND } from './http.errors.js';

const asId: PipeTransform<string, string> = {
  transform(value) {
    if (!isUUID(value)) throw new DomainError(NOT_FOUND);
    return value.toLowerCase();
  },
};

/** A UUID in the path; anything else cannot exist, so it is 404 and never reaches the database. */
export const Id = (name = 'id') => Param(name, asId);
