import { useLanguage } from '../../i18n/language.js';
import { languageName } from '../../lib/languages.js';
import type { Suggestion } from './team-queries.js';

/** Why a suggestion is made, in words. */
export function Why({ why }: { why: Suggestion['why'] }) {
  const { t, language } = useLanguage();
  const words = why.map((one) => {
    if (one.code === 'language')
      return t('teams.why.language', { language: languageName(one.language ?? '', language) });
    if (one.code === 'fills' || one.code === 'wanted')
      return t(`teams.why.${one.code}`, {
        background: one.background ? t(`background.${one.background}`) : '',
      });
    return t(`teams.why.${one.code}`, { skill: one.skill ?? '' });
  });
  return (
    <p className="small">
      <span className="strong">{t('teams.why')}</span> {words.join(' · ')}
    </p>
  );
}
