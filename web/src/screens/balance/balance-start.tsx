import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import type { components } from '../../api/schema.js';
import { Check, fieldErrors, SelectField, SubmitRow, TextField } from '../../components/field.js';
import { Definitions, KeyFigures, Section } from '../../components/pieces.js';
import { ActionError, EmptyState } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { languageName } from '../../lib/languages.js';
import type { Balance } from './balance-queries.js';

type Request = components['schemas']['ProposalRequest'];
type Preset = NonNullable<Request['preset']>;
const PRESETS: Preset[] = ['balanced', 'wishes', 'skills', 'mixing'];

/** Begins a proposal; it is then worked out while the page looks on. */
export function useProposing(slug: string, onShow: (id: string) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Request) =>
      answer(api.POST('/api/v1/events/{slug}/team-proposals', { params: { path: { slug } }, body })),
    onSuccess: (begun) => {
      queries.setQueryData([...keys.event(slug), 'proposal', begun.id], begun);
      void queries.invalidateQueries({ queryKey: [...keys.event(slug), 'proposals'] });
      onShow(begun.id);
      globalThis.scrollTo({ top: 0 });
    },
  });
}

/** Who is left, and how to propose. */
export function BalanceStart({
  event,
  balance,
  onShow,
}: {
  event: EventView;
  balance: Balance;
  onShow: (id: string) => void;
}) {
  const { t } = useLanguage();
  if (balance.left === 0) {
    return <EmptyState title={t('balance.nobody')} hint={t('balance.nobodyHint')} />;
  }
  return (
    <>
      <Left balance={balance} />
      <Section title={t('balance.settings')}>
        <Settings event={event} balance={balance} onShow={onShow} />
      </Section>
    </>
  );
}

function Left({ balance }: { balance: Balance }) {
  const { t, language } = useLanguage();
  const background = (value: string | null) =>
    value === null ? t('balance.unknown') : t(`background.${value as 'other'}`);
  const spoken = (value: string | null) =>
    value === null ? t('balance.unknown') : languageName(value, language);
  const listed = (counts: Balance['languages'], word: (value: string | null) => string) =>
    counts.map(({ value, n }) => `${word(value)} ${n}`).join(' · ');
  return (
    <Section title={t('balance.who')}>
      <KeyFigures
        figures={[
          { label: t('balance.left'), value: balance.left },
          { label: t('balance.wouldMake'), value: balance.newTeams },
          { label: t('balance.openPlaces'), value: balance.openPlaces },
          {
            label: t('balance.wishes'),
            value: balance.wishesWith + balance.wishesNotWith,
            more: balance.wishesNotWith > 0 && t('balance.wishesMore', { n: balance.wishesNotWith }),
          },
        ]}
      />
      <Definitions
        items={[
          { term: t('balance.backgrounds'), text: listed(balance.backgrounds, background) },
          { term: t('balance.languages'), text: listed(balance.languages, spoken) },
        ]}
      />
      {(balance.withoutBackground > 0 || balance.withoutLanguages > 0) && (
        <p className="notice notice-warn">
          {t('balance.profiles', {
            backgrounds: balance.withoutBackground,
            languages: balance.withoutLanguages,
          })}
        </p>
      )}
    </Section>
  );
}

function Settings({
  event,
  balance,
  onShow,
}: {
  event: EventView;
  balance: Balance;
  onShow: (id: string) => void;
}) {
  const { t } = useLanguage();
  const [targetSize, setTargetSize] = useState(String(balance.targetSize));
  const [preset, setPreset] = useState<Preset>('balanced');
  const [fillTeams, setFillTeams] = useState(false);
  const [seed, setSeed] = useState('');
  const proposing = useProposing(event.slug, onShow);
  const errors = fieldErrors(proposing.error);
  const { minSize, maxSize } = balance.rules;
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (proposing.isPending) return;
        proposing.mutate({
          targetSize: Number(targetSize),
          preset,
          fillTeams,
          ...(seed === '' ? {} : { seed: Number(seed) }),
        });
      }}
    >
      <div className="form-pair">
        <TextField
          label={t('balance.targetSize')}
          hint={t('balance.targetSizeHint', { min: minSize, max: maxSize })}
          error={errors.targetSize}
          type="number"
          min={minSize}
          max={maxSize}
          required
          value={targetSize}
          onChange={setTargetSize}
        />
        <SelectField<Preset>
          label={t('balance.preset')}
          value={preset}
          onChange={setPreset}
          options={PRESETS.map((value) => ({ value, label: t(`balance.preset.${value}`) }))}
        />
      </div>
      {balance.openTeams > 0 && (
        <Check
          label={t('balance.fill', { teams: balance.openTeams, places: balance.openPlaces })}
          checked={fillTeams}
          onChange={setFillTeams}
        />
      )}
      <TextField
        label={t('balance.seed')}
        hint={t('balance.seedHint')}
        error={errors.seed}
        optional
        type="number"
        min={0}
        max={2147483647}
        value={seed}
        onChange={setSeed}
      />
      <SubmitRow
        label={t('balance.make')}
        isPending={proposing.isPending}
        error={<ActionError error={proposing.error} />}
      />
    </form>
  );
}
