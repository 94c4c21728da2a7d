import { type KeyboardEvent, useState } from 'react';
import {
  Button,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Tag,
  TagGroup,
  TagList,
  Text,
} from 'react-aria-components';
import { useLanguage } from '../i18n/language.js';

interface Option {
  id: string;
  name: string;
  /** Under what else it is found. */
  alike?: string;
}

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
const MOST_SHOWN = 60;

/** Several of a list, or what one writes: chosen ones stand as tags before a field that finds more. */
export function TagPicker({
  label,
  hint,
  error,
  optional,
  options,
  nameOf,
  allowsOwn = false,
  most = 20,
  maxLength = 40,
  value,
  onChange,
}: {
  label: string;
  hint?: string;
  error?: string;
  optional?: boolean;
  options: readonly Option[];
  /** Of what is chosen. */
  nameOf: (id: string) => string;
  /** Whether something may be written that is not in the list. */
  allowsOwn?: boolean;
  most?: number;
  maxLength?: number;
  value: string[];
  onChange: (value: string[]) => void;
}) {
  const { t } = useLanguage();
  const [typed, setTyped] = useState('');
  const wanted = folded(typed);
  const left = options.filter(({ id }) => !value.some((one) => folded(one) === folded(id)));
  const found = left
    .filter(({ name, alike }) => folded(`${name} ${alike ?? ''}`).includes(wanted))
    .slice(0, MOST_SHOWN);

  const add = (ids: string[]) => {
    const next = [...value];
    for (const id of ids) {
      const isThere = next.some((one) => folded(one) === folded(id));
      if (id && !isThere && next.length < most) next.push(id);
    }
    setTyped('');
    if (next.length !== value.length) onChange(next);
  };
  /** What is written becomes a tag: as it is in the list where it is there, else as the person writes it. */
  const addTyped = () => {
    const texts = typed.split(/[,，、;]/).map((text) => text.normalize('NFC').trim());
    const ids = texts.flatMap((text) => {
      const known = options.find(({ id, name }) => [id, name].some((one) => folded(one) === folded(text)));
      return known ? [known.id] : allowsOwn && text ? [text.slice(0, maxLength)] : [];
    });
    add(ids);
  };
  const key = (pressed: KeyboardEvent<HTMLInputElement>) => {
    // While Hangul is being put together, Enter ends the syllable.
    if (pressed.nativeEvent.isComposing) return;
    const isChoosing = pressed.currentTarget.getAttribute('aria-activedescendant');
    if (typed && (pressed.key === ',' || (pressed.key === 'Enter' && !isChoosing))) {
      pressed.preventDefault();
      // What finds one thing only means that.
      if (!allowsOwn && found.length === 1) add(found.map(({ id }) => id));
      else addTyped();
    } else if (pressed.key === 'Enter' && !isChoosing) {
      pressed.preventDefault();
    } else if (pressed.key === 'Backspace' && !typed && value.length > 0) {
      onChange(value.slice(0, -1));
    }
  };

  return (
    <div className="field">
      <ComboBox
        className="tag-picker"
        items={found}
        inputValue={typed}
        onInputChange={setTyped}
        selectedKey={null}
        onSelectionChange={(id) => id !== null && add([String(id)])}
        menuTrigger="focus"
        allowsEmptyCollection={false}
        allowsCustomValue
        isInvalid={Boolean(error)}
        onBlur={addTyped}
      >
        <Label>
          {label} {optional && <span className="field-hint">({t('field.optional')})</span>}
        </Label>
        <span className="tag-field">
          <Input
            className="input"
            placeholder={t(allowsOwn ? 'tags.findOrWrite' : 'tags.find')}
            maxLength={allowsOwn ? 200 : 60}
            onKeyDown={key}
          />
          <Button className="tag-open" aria-label={t('tags.open')}>
            <span aria-hidden>▾</span>
          </Button>
        </span>
        {hint && (
          <Text slot="description" className="field-hint">
            {hint}
          </Text>
        )}
        {error && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
        <Popover className="options-popover">
          <ListBox<Option> className="options">
            {({ id, name }) => (
              <ListBoxItem id={id} textValue={name} className="option">
                {name}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      {value.length > 0 && (
        <TagGroup
          aria-label={t('tags.chosen', { label })}
          onRemove={(gone) => onChange(value.filter((one) => !gone.has(one)))}
        >
          <TagList className="tags">
            {value.map((one) => (
              <Tag key={one} id={one} textValue={nameOf(one)} className="tag">
                {nameOf(one)}
                <Button slot="remove" className="tag-remove" aria-label={t('tags.remove')}>
                  ×
                </Button>
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      )}
    </div>
  );
}
