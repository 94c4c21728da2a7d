import { Param, type PipeTransform } from '@nestjs/common';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { APPLICATION_ROLES, type ApplicationRole } from './application-form.entity.js';

const asRole: PipeTransform<string, ApplicationRole> = {
  transform(value) {
    const role = APPLICATION_ROLES.find((one) => one === value);
    if (!role) throw new DomainError(NOT_FOUND);
    return role;
  },
};

export type { ApplicationRole };

/** The role in the path that is applied for. */
export const AppliedRole = () => Param('role', asRole);
