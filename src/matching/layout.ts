import type { Compiled } from './compile.js';
import { HARD_WEIGHTS } from './weights.js';

/**
 * Who is in which group, with what it costs kept up to date as people are taken out and put in. All costs are whole
 * numbers, so that they are the same on every machine and in every order of changes.
 *
 * The costs of a group add up over groups. Pairs (of one background, of one institution, of one team) are counted
 * because their sum is smallest where they are spread evenly.
 */
export class Layout {
  /** Weighted units of the hard rules, over all groups; groups without anybody count as too small. */
  hard = 0;
  /** Points of the soft rules, but for what no arrangement can change. */
  soft = 0;
  readonly group: Int32Array;
  readonly size: Int32Array;
  /** Who may be moved, by group. */
  readonly movable: number[][];
  private readonly place: Int32Array;
  private readonly background: Int32Array;
  private readonly affiliation: Int32Array;
  private readonly language: Int32Array;
  private readonly skill: Int32Array;
  /** Of each group: people whose languages are known, and how many share the language that most share. */
  private readonly speakers: Int32Array;
  private readonly sharing: Int32Array;

  constructor(readonly compiled: Compiled) {
    const { groups, people, backgrounds, affiliations, languageCount, skillCount, fixed } = compiled;
    this.group = new Int32Array(people.length).fill(-1);
    this.size = new Int32Array(groups);
    this.movable = Array.from({ length: groups }, () => []);
    this.place = new Int32Array(people.length);
    this.background = new Int32Array(groups * backgrounds);
    this.affiliation = new Int32Array(groups * affiliations);
    this.language = new Int32Array(groups * languageCount);
    this.skill = new Int32Array(groups * skillCount);
    this.speakers = new Int32Array(groups);
    this.sharing = new Int32Array(groups);
    const { minSize } = compiled.problem.rules;
    const needed = compiled.required.reduce((sum, n) => sum + n, 0);
    this.hard = groups * (minSize * HARD_WEIGHTS.tooSmall + needed * HARD_WEIGHTS.required);
    const { weights } = compiled.problem;
    this.soft = compiled.coverable * weights.skills + compiled.withWishes * weights.with;
    fixed.forEach((group, person) => {
      if (group >= 0) this.put(person, group);
    });
  }

  put(person: number, group: number): void {
    this.change(person, group, 1);
    this.group[person] = group;
    if (this.compiled.fixed[person]! >= 0) return;
    const list = this.movable[group]!;
    this.place[person] = list.length;
    list.push(person);
  }

  /** @returns the group that the person was in */
  take(person: number): number {
    const group = this.group[person]!;
    this.group[person] = -1;
    this.change(person, group, -1);
    const list = this.movable[group]!;
    const last = list.pop()!;
    if (last !== person) {
      const at = this.place[person]!;
      list[at] = last;
      this.place[last] = at;
    }
    return group;
  }

  /** Counts the person in (1) or out (-1). `group[person]` is -1 meanwhile. */
  private change(person: number, group: number, sign: 1 | -1): void {
    const { compiled } = this;
    const { rules, weights } = compiled.problem;
    // Everything is asked of the group without the person, so that out undoes in.
    const others = sign === 1 ? this.size[group]! : this.size[group]! - 1;
    this.size[group]! += sign;
    let hard = 0;
    let soft = others * weights.sizes;
    if (others < rules.minSize) hard -= HARD_WEIGHTS.tooSmall;
    if (others >= rules.maxSize) hard += HARD_WEIGHTS.tooLarge;
    hard += compiled.barred[person * compiled.groups + group]! * HARD_WEIGHTS.conflict;

    const kind = compiled.background[person]!;
    const at = group * compiled.backgrounds + kind;
    const alike = sign === 1 ? this.background[at]! : this.background[at]! - 1;
    this.background[at]! += sign;
    soft += alike * weights.backgrounds;
    if (alike < compiled.required[kind]!) hard -= HARD_WEIGHTS.required;

    const house = compiled.affiliation[person]!;
    if (house >= 0) {
      const here = group * compiled.affiliations + house;
      const colleagues = sign === 1 ? this.affiliation[here]! : this.affiliation[here]! - 1;
      this.affiliation[here]! += sign;
      soft += colleagues * weights.affiliations;
    }
    const skills = compiled.skills[person]!;
    const firstSkill = group * compiled.skillCount;
    for (let k = 0; k < skills.length; k++) {
      const here = firstSkill + skills[k]!;
      const holders = sign === 1 ? this.skill[here]! : this.skill[here]! - 1;
      this.skill[here]! += sign;
      if (holders === 0) soft -= weights.skills;
    }
    const { other, met, broken } = compiled.wishes[person]!;
    for (let k = 0; k < other.length; k++) {
      if (this.group[other[k]!] !== group) continue;
      soft -= met[k]! * weights.with;
      hard += broken[k]! * HARD_WEIGHTS.notWith;
    }
    this.hard += sign * hard;
    this.soft += sign * soft;
    this.changeLanguages(person, group, sign);
  }

  private changeLanguages(person: number, group: number, sign: 1 | -1): void {
    const spoken = this.compiled.languages[person]!;
    if (spoken.length === 0) return;
    const { languageCount } = this.compiled;
    const first = group * languageCount;
    const before = this.speakers[group]! - this.sharing[group]!;
    this.speakers[group]! += sign;
    let most = sign === 1 ? this.sharing[group]! : 0;
    for (let k = 0; k < spoken.length; k++) {
      const here = first + spoken[k]!;
      this.language[here]! += sign;
      if (this.language[here]! > most) most = this.language[here]!;
    }
    if (sign === -1) {
      for (let k = first; k < first + languageCount; k++)
        if (this.language[k]! > most) most = this.language[k]!;
    }
    this.sharing[group] = most;
    this.hard += (this.speakers[group]! - most - before) * HARD_WEIGHTS.language;
  }
}
