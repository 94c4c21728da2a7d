import { DomainError } from '../../platform/http/domain-error.js';
import { invalidField } from '../../platform/http/validation.js';
import { findMetric } from '../../scoring/metrics/index.js';
import type { OutcomeSchema } from '../../scoring/outcomes/schema.js';
import { GATE_FAULT_TEXTS, gateFault } from './gate.policy.js';
import type { Task } from './task.entity.js';
import { hasColumnsFor } from './task.policy.js';
import {
  BAD_SPLIT_SETTINGS,
  BAD_TASK_TIMES,
  METRIC_NEEDS_COLUMN,
  METRIC_NEEDS_PROBABILITIES,
  METRIC_OF_OTHER_KIND,
} from './tasks.errors.js';

/** Whether a task's settings fit together. @throws what says which do not */
export function requireConsistent(task: Task): void {
  if (task.splitMethod === 'column' && !task.splitColumn) throw new DomainError(BAD_SPLIT_SETTINGS);
  if (task.splitMethod === 'cluster' && !task.clusterColumn) throw new DomainError(BAD_SPLIT_SETTINGS);
  if (task.opensAt && task.closesAt && task.closesAt <= task.opensAt) throw new DomainError(BAD_TASK_TIMES);
  const gate = gateFault(task);
  if (gate) throw invalidField(`gates.${gate.at}`, gate.fault, GATE_FAULT_TEXTS[gate.fault]);
  for (const name of [task.metric, ...task.furtherMetrics]) {
    const metric = findMetric(name);
    if (metric?.kind !== task.schema.kind) {
      throw new DomainError(METRIC_OF_OTHER_KIND, { metric: name, kind: task.schema.kind });
    }
    if (!hasColumnsFor(metric, task.schema)) throw new DomainError(METRIC_NEEDS_COLUMN, { metric: name });
    if (metric.needsProbabilities && !predictsProbabilities(task.schema)) {
      throw new DomainError(METRIC_NEEDS_PROBABILITIES, { metric: name });
    }
  }
}

/** Whether the schema itself makes sure that probabilities are handed in; of the kinds without a range all do that need it. */
function predictsProbabilities(schema: OutcomeSchema): boolean {
  if (!('range' in schema)) return true;
  return schema.range !== null && schema.range[0] >= 0 && schema.range[1] <= 1;
}
