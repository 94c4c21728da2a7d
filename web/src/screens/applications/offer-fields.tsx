import { TextField } from '../../components/field.js';
import { LanguagesField } from '../../components/languages-field.js';
import { SkillsField } from '../../components/skills-field.js';
import { useLanguage } from '../../i18n/language.js';
import { fromField, toField } from '../../lib/zoned.js';
import { TimeField } from '../organize/time-field.js';
import type { Offer } from './application-queries.js';

/** What a mentor brings: expertise, languages, times. */
export function OfferFields({
  offer,
  zone,
  errors,
  onChange,
}: {
  offer: Offer;
  zone: string;
  errors: Record<string, string>;
  onChange: (offer: Offer) => void;
}) {
  const { t } = useLanguage();
  const times = offer.times ?? [];
  return (
    <>
      <h2>{t('apply.offer')}</h2>
      <SkillsField
        label={t('people.expertise')}
        hint={t('apply.skillsHint')}
        error={errors['offer.expertise']}
        maxLength={60}
        value={offer.expertise}
        onChange={(expertise) => onChange({ ...offer, expertise })}
      />
      <LanguagesField
        label={t('apply.mentorLanguages')}
        hint={t('apply.languagesHint')}
        error={errors['offer.languages']}
        most={10}
        value={offer.languages}
        onChange={(languages) => onChange({ ...offer, languages })}
      />
      {times.map((span, at) => {
        const set = (part: Partial<typeof span>) =>
          onChange({ ...offer, times: times.map((one, k) => (k === at ? { ...one, ...part } : one)) });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a time has no name of its own
          <fieldset key={at} className="card">
            <legend className="visually-hidden">{t('apply.time', { n: at + 1 })}</legend>
            <div className="form-pair">
              <TimeField
                label={t('apply.from')}
                zone={zone}
                value={toField(span.startsAt, zone)}
                onChange={(text) => set({ startsAt: fromField(text, zone) ?? span.startsAt })}
              />
              <TimeField
                label={t('apply.until')}
                error={errors[`offer.times.${at}.endsAt`]}
                zone={zone}
                value={toField(span.endsAt, zone)}
                onChange={(text) => set({ endsAt: fromField(text, zone) ?? span.endsAt })}
              />
            </div>
            <button
              type="button"
              className="button button-quiet"
              onClick={() => onChange({ ...offer, times: times.filter((_, k) => k !== at) })}
            >
              {t('action.remove')}
            </button>
          </fieldset>
        );
      })}
      <p>
        <button
          type="button"
          className="button"
          onClick={() => {
            const startsAt = times.at(-1)?.endsAt ?? `${new Date().toISOString().slice(0, 13)}:00:00.000Z`;
            const endsAt = new Date(new Date(startsAt).getTime() + 3_600_000).toISOString();
            onChange({ ...offer, times: [...times, { startsAt, endsAt }] });
          }}
        >
          {t('apply.addTime')}
        </button>
      </p>
      <TextField
        label={t('apply.maxTeams')}
        type="number"
        min={0}
        max={50}
        optional
        value={offer.maxTeams === null || offer.maxTeams === undefined ? '' : String(offer.maxTeams)}
        onChange={(text) => onChange({ ...offer, maxTeams: text === '' ? null : Number(text) })}
      />
    </>
  );
}
