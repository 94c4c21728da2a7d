import { type ReactNode, useState } from 'react';
import type { EventView } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { BilingualField, fieldErrors, SelectField, SubmitRow, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { fromField, isZone, toField } from '../../lib/zoned.js';
import { TeamRulesFields, teamRulesFields, teamRulesRequest } from './team-rules-fields.js';
import { TimeField } from './time-field.js';

export type EventRequest = components['schemas']['EventRequest'];

const EMPTY = { ko: '', en: '' };
const ZONES = [
  'Asia/Seoul',
  'Asia/Tokyo',
  'Asia/Singapore',
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
  'UTC',
];

function initial(event: EventView | undefined) {
  const zone = event?.timeZone ?? 'Asia/Seoul';
  return {
    slug: event?.slug ?? '',
    name: event?.name ?? EMPTY,
    summary: event?.summary ?? EMPTY,
    place: event?.place ?? EMPTY,
    timeZone: zone,
    startsAt: toField(event?.startsAt, zone),
    endsAt: toField(event?.endsAt, zone),
    joining: event?.joining ?? ('open' as EventView['joining']),
    applicationsOpenAt: toField(event?.applicationsOpenAt ?? undefined, zone),
    applicationsCloseAt: toField(event?.applicationsCloseAt ?? undefined, zone),
    maxTeamSize: String(event?.maxTeamSize ?? 8),
    teams: teamRulesFields(event, zone),
  };
}

/** What makes an event, new or changed. */
export function EventForm({
  event,
  label,
  isPending,
  isSaved,
  error,
  onSubmit,
  children,
}: {
  event?: EventView;
  label: string;
  isPending: boolean;
  isSaved?: boolean;
  error: unknown;
  onSubmit: (request: EventRequest) => void;
  children?: ReactNode;
}) {
  const { t } = useLanguage();
  const [form, setForm] = useState(() => initial(event));
  const errors = fieldErrors(error);
  const set =
    <Field extends keyof typeof form>(field: Field) =>
    (value: (typeof form)[Field]) =>
      setForm((before) => ({ ...before, [field]: value }));

  const [isZoneAsked, setZoneAsked] = useState(false);
  const zoneError = isZoneAsked && !isZone(form.timeZone) ? t('organize.zoneUnknown') : undefined;

  const submit = () => {
    setZoneAsked(true);
    if (!isZone(form.timeZone)) return;
    const startsAt = fromField(form.startsAt, form.timeZone, event?.startsAt);
    const endsAt = fromField(form.endsAt, form.timeZone, event?.endsAt);
    if (!startsAt || !endsAt) return;
    const { slug, maxTeamSize, teams, ...rest } = form;
    onSubmit({
      ...rest,
      ...(slug ? { slug } : {}),
      startsAt,
      endsAt,
      applicationsOpenAt: fromField(form.applicationsOpenAt, form.timeZone, event?.applicationsOpenAt),
      applicationsCloseAt: fromField(form.applicationsCloseAt, form.timeZone, event?.applicationsCloseAt),
      maxTeamSize: Number(maxTeamSize),
      ...teamRulesRequest(teams, form.timeZone, event),
    });
  };

  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!isPending) submit();
      }}
    >
      <BilingualField
        label={t('organize.name')}
        value={form.name}
        onChange={set('name')}
        error={errors.name ?? errors['name.en'] ?? errors['name.ko']}
        required
      />
      <BilingualField label={t('organize.summary')} value={form.summary} onChange={set('summary')} long />
      <BilingualField label={t('organize.place')} value={form.place} onChange={set('place')} />
      <TextField
        label={t('organize.zone')}
        hint={t('organize.zoneHint')}
        error={zoneError ?? errors.timeZone}
        required
        list="zones"
        value={form.timeZone}
        onChange={set('timeZone')}
      />
      <datalist id="zones">
        {ZONES.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <div className="form-pair">
        <TimeField
          label={t('organize.starts')}
          error={errors.startsAt}
          zone={form.timeZone}
          required
          value={form.startsAt}
          onChange={set('startsAt')}
        />
        <TimeField
          label={t('organize.ends')}
          error={errors.endsAt}
          zone={form.timeZone}
          required
          value={form.endsAt}
          onChange={set('endsAt')}
        />
      </div>
      <div className="form-pair">
        <SelectField<EventView['joining']>
          label={t('organize.joining')}
          value={form.joining}
          onChange={set('joining')}
          options={[
            { value: 'open', label: t('organize.joining.open') },
            { value: 'application', label: t('organize.joining.application') },
            { value: 'closed', label: t('organize.joining.closed') },
          ]}
        />
        <TextField
          label={t('organize.maxTeamSize')}
          error={errors.maxTeamSize}
          type="number"
          min={1}
          max={50}
          required
          value={form.maxTeamSize}
          onChange={set('maxTeamSize')}
        />
      </div>
      <div className="form-pair">
        <TimeField
          label={t('organize.applicationsOpen')}
          hint={t('organize.applicationsOpenHint')}
          error={errors.applicationsOpenAt}
          zone={form.timeZone}
          value={form.applicationsOpenAt}
          onChange={set('applicationsOpenAt')}
        />
        <TimeField
          label={t('organize.applicationsClose')}
          hint={t('organize.applicationsCloseHint')}
          error={errors.applicationsCloseAt}
          zone={form.timeZone}
          value={form.applicationsCloseAt}
          onChange={set('applicationsCloseAt')}
        />
      </div>
      <TeamRulesFields value={form.teams} onChange={set('teams')} errors={errors} zone={form.timeZone} />
      <TextField
        label={t('organize.slug')}
        hint={t('organize.slugHint')}
        error={errors.slug}
        optional
        pattern="[a-z0-9][a-z0-9\-]{1,58}[a-z0-9]"
        value={form.slug}
        onChange={set('slug')}
      />
      {children}
      <SubmitRow
        label={label}
        isPending={isPending}
        isSaved={isSaved}
        error={<ActionError error={error} />}
      />
    </form>
  );
}
