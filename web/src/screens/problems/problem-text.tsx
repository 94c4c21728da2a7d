import type { Problem } from '../../api/problems.js';
import { Badge, type Tone } from '../../components/pieces.js';
import { useLanguage } from '../../i18n/language.js';

type Texts = Problem['title'];

/** A text in the reader's language, or in the one it has, which its `lang` says to a screen reader. */
export function ProblemText({ text, block = false }: { text: Texts; block?: boolean }) {
  const { language } = useLanguage();
  const shown = text[language] ? language : text.ko ? 'ko' : 'en';
  if (!text[shown]) return null;
  const lang = shown === language ? undefined : shown;
  return block ? (
    <p className="text-block" lang={lang} dir="auto">
      {text[shown]}
    </p>
  ) : (
    <bdi lang={lang}>{text[shown]}</bdi>
  );
}

const TONES: Record<Problem['status'], Tone> = {
  proposed: 'warn',
  shortlisted: 'busy',
  selected: 'good',
  declined: 'quiet',
  withdrawn: 'quiet',
};

/** How a problem stands, and in which language alone it can be read. */
export function ProblemBadges({ problem, withStatus }: { problem: Problem; withStatus: boolean }) {
  const { t, language } = useLanguage();
  const [only] = problem.languages;
  return (
    <>
      {problem.isMyTeams && <Badge tone="good">{t('problem.myTeams')}</Badge>}
      {withStatus && <Badge tone={TONES[problem.status]}>{t(`problem.status.${problem.status}`)}</Badge>}
      {only && !problem.languages.includes(language) && <Badge>{t(`problem.only.${only}`)}</Badge>}
    </>
  );
}
