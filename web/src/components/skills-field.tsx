import { COMMON_SKILLS } from '../lib/skills.js';
import { TagPicker } from './tag-picker.js';

const OPTIONS = COMMON_SKILLS.map((name) => ({ id: name, name }));

/** What somebody can do: suggestions, or words of their own. */
export function SkillsField(props: {
  label: string;
  hint?: string;
  error?: string;
  optional?: boolean;
  maxLength?: number;
  value: string[];
  onChange: (value: string[]) => void;
}) {
  return <TagPicker {...props} options={OPTIONS} nameOf={(skill) => skill} allowsOwn />;
}
