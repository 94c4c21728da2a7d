import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { OutcomeKind } from '../../scoring/outcomes/samples.js';
import { OUTCOME_KINDS, TIME_UNITS, type TimeUnit } from '../../scoring/outcomes/schema.js';

/** The name of a column, compared letter by letter. */
const ColumnName = () => applyDecorators(IsString(), Length(1, 100));

/** Which kind of outcome the class describes. The word chose the class, so a wrong one is none of all. */
const KindIs = (kind: OutcomeKind) => applyDecorators(IsIn(OUTCOME_KINDS), ApiProperty({ enum: [kind] }));

/** Lowest and highest allowed prediction; null: any finite number. */
const Range = () =>
  applyDecorators(
    IsOptional(),
    ApiProperty({ type: [Number], nullable: true, required: false, minItems: 2, maxItems: 2 }),
    IsArray(),
    ArrayMinSize(2),
    ArrayMaxSize(2),
    IsNumber({}, { each: true }),
  );

/** Yes (1) or no (0), and one number that is higher where yes is more likely. */
export class BinarySchemaDto {
  @KindIs('binary')
  kind: 'binary';
  /** Column of the truth with 0 and 1. */
  @ColumnName()
  label: string;
  /** Column of every entry. */
  @ColumnName()
  prediction: string;
  @Range()
  range?: [number, number] | null;
  /** Column of every entry with how sure each answer is, from 0 to 1; left out: not asked for. */
  @IsOptional()
  @ColumnName()
  @ApiProperty({ type: String, nullable: true, required: false })
  confidence?: string | null;
  /** Column of every entry with 1 where it gives no answer ("I don't know"), else 0; left out: not asked for. */
  @IsOptional()
  @ColumnName()
  @ApiProperty({ type: String, nullable: true, required: false })
  abstention?: string | null;
}

/** A number for each row. */
export class RegressionSchemaDto {
  @KindIs('regression')
  kind: 'regression';
  @ColumnName()
  label: string;
  @ColumnName()
  prediction: string;
  @Range()
  range?: [number, number] | null;
}

export class ClassColumnDto {
  /** As it stands in the truth. */
  @IsString()
  @Length(1, 100)
  name: string;
  /** Column of the class's probabilities in every entry. */
  @ColumnName()
  prediction: string;
}

/** One of several classes; one column of probabilities for each, summing to 1 in every row. */
export class MulticlassSchemaDto {
  @KindIs('multiclass')
  kind: 'multiclass';
  /** Column of the truth with the name of the class. */
  @ColumnName()
  label: string;
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ClassColumnDto)
  classes: ClassColumnDto[];
}

export class LabelColumnsDto {
  /** Column of the truth with 0 and 1. */
  @ColumnName()
  label: string;
  /** Column of the label's probabilities in every entry. */
  @ColumnName()
  prediction: string;
}

/** Several questions of yes or no. */
export class MultilabelSchemaDto {
  @KindIs('multilabel')
  kind: 'multilabel';
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => LabelColumnsDto)
  labels: LabelColumnsDto[];
}

export class HorizonColumnDto {
  /** In the unit of the times. */
  @IsNumber()
  @Min(0)
  at: number;
  /** Column with the probability of an event by then. */
  @ColumnName()
  prediction: string;
}

/** Time to an event, with censoring. */
export class SurvivalSchemaDto {
  @KindIs('survival')
  kind: 'survival';
  /** Column of the truth with times, not negative. */
  @ColumnName()
  time: string;
  /** Column of the truth: 1 where the event was seen, 0 where the row was censored. */
  @ColumnName()
  event: string;
  /** Column of every entry: a higher risk means an earlier event. */
  @ColumnName()
  risk: string;
  /** Probabilities that do not fall from one horizon to the next; ascending. */
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => HorizonColumnDto)
  horizons: HorizonColumnDto[];
  /** Of times and horizons, for people to read; left out: not said. */
  @IsOptional()
  @IsIn(TIME_UNITS)
  @ApiProperty({ enum: TIME_UNITS, nullable: true, required: false })
  unit?: TimeUnit | null;
}

/** Documents that are to be listed by how relevant they are to their query. */
export class RankingSchemaDto {
  @KindIs('ranking')
  kind: 'ranking';
  @ColumnName()
  query: string;
  /** Column of the truth, not negative. */
  @ColumnName()
  relevance: string;
  /** Column of every entry: a higher score is listed first. */
  @ColumnName()
  score: string;
}

/** Questions with free answers. */
export class TextSchemaDto {
  @KindIs('text')
  kind: 'text';
  /** Column of the truth: one right answer, or a JSON array of all of them. */
  @ColumnName()
  answers: string;
  @ColumnName()
  prediction: string;
  /** What says "I don't know" in an entry; may be empty text. Null: there is no such way out. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  abstention?: string | null;
}

/** Which pixels of an image belong to something. */
export class SegmentationSchemaDto {
  @KindIs('segmentation')
  kind: 'segmentation';
  @ColumnName()
  mask: string;
  @ColumnName()
  prediction: string;
  @IsInt()
  @Min(1)
  @Max(4_096)
  width: number;
  @IsInt()
  @Min(1)
  @Max(4_096)
  height: number;
  /** `bits`: a 0 or 1 for each pixel, row by row; `runs`: starts (from 1) and lengths, as in `1 3 10 5`. */
  @IsIn(['bits', 'runs'])
  encoding: 'bits' | 'runs';
}

/** Hours of patients, in each of which an alarm is on or off. */
export class SequenceSchemaDto {
  @KindIs('sequence')
  kind: 'sequence';
  @ColumnName()
  patient: string;
  @ColumnName()
  hour: string;
  /** Column of the truth with 0 and 1. */
  @ColumnName()
  label: string;
  /** Column of every entry with 0 and 1. */
  @ColumnName()
  decision: string;
  /** Column of every entry; null where decisions alone are asked for. */
  @IsOptional()
  @ColumnName()
  probability?: string | null;
}

/** By the word that stands in `kind`. */
export const SCHEMA_CLASSES = [
  { name: 'binary', value: BinarySchemaDto },
  { name: 'regression', value: RegressionSchemaDto },
  { name: 'multiclass', value: MulticlassSchemaDto },
  { name: 'multilabel', value: MultilabelSchemaDto },
  { name: 'survival', value: SurvivalSchemaDto },
  { name: 'ranking', value: RankingSchemaDto },
  { name: 'text', value: TextSchemaDto },
  { name: 'segmentation', value: SegmentationSchemaDto },
  { name: 'sequence', value: SequenceSchemaDto },
];

export type SchemaDto =
  | BinarySchemaDto
  | RegressionSchemaDto
  | MulticlassSchemaDto
  | MultilabelSchemaDto
  | SurvivalSchemaDto
  | RankingSchemaDto
  | TextSchemaDto
  | SegmentationSchemaDto
  | SequenceSchemaDto;
