import { ApiProperty } from '@nestjs/swagger';
import { TextsDto } from '../../platform/http/texts.dto.js';

/** A number that completes a metric's name: `f1@0.5`. */
export class MetricParameterView {
  /** What the number is, such as `threshold`. */
  name: string;
  min: number;
  max: number;
  /** Whether only whole numbers are taken. */
  whole: boolean;
  /** Taken where the name comes without one. */
  usual: number;
}

/** A metric that a task may choose, or one for each value of its parameter. */
export class MetricFamilyView {
  name: string;
  /** The kind of outcome it is for, such as `binary`. */
  kind: string;
  /** What it is called. */
  title: TextsDto;
  /** What it says, in a sentence. */
  explanation: TextsDto;
  parameter: MetricParameterView | null;
  /** Which of two values is better; `target`: the one closer to `target`. */
  direction: 'higher' | 'lower' | 'target';
  @ApiProperty({ type: Number, nullable: true })
  target: number | null;
  /** Lowest and highest possible value, with the usual parameter; null where there is no bound. */
  @ApiProperty({ type: 'array', items: { type: 'number', nullable: true }, minItems: 2, maxItems: 2 })
  range: [number | null, number | null];
  /** Whether predictions must lie between 0 and 1. */
  needsProbabilities: boolean;
  /** Whether a task may rank by it. */
  canBePrimary: boolean;
  /** Where the definition comes from. */
  source: string;
}

export class MetricFamilyList {
  @ApiProperty({ type: [MetricFamilyView] })
  items: MetricFamilyView[];
  nextCursor: string | null;
}
