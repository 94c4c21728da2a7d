import { Section } from '../../components/pieces.js';
import type { Translate } from '../../i18n/dictionary.js';
import { useLanguage } from '../../i18n/language.js';
import type { Proposal } from './balance-queries.js';

type Rule = NonNullable<Proposal['report']>['rules'][number];

/** How well each rule is met: what is broken first, in words. */
export function ProposalReport({ proposal }: { proposal: Proposal }) {
  const { t } = useLanguage();
  if (!proposal.report) return null;
  const { rules, soft } = proposal.report;
  const urgency = ({ hard, found }: Rule) => (hard && found > 0 ? 0 : hard ? 1 : 2);
  const ordered = [...rules].sort((a, b) => urgency(a) - urgency(b));
  const sizes = proposal.groups.map(({ members }) => members.length).filter((n) => n > 0);
  return (
    <Section title={t('balance.report')}>
      <div className="table-scroll">
        <table className="table table-cards">
          <thead>
            <tr>
              <th scope="col">{t('balance.rule')}</th>
              <th scope="col">{t('balance.result')}</th>
              <th scope="col" className="numeric">
                {t('balance.best')}
              </th>
              <th scope="col" className="numeric">
                {t('balance.weight')}
              </th>
            </tr>
          </thead>
          <tbody>
            {ordered.map((rule) => (
              <tr key={rule.rule} className={rule.hard ? 'balance-hard' : undefined}>
                <th scope="row">{t(`balance.ruleName.${rule.rule}`)}</th>
                <td data-label={t('balance.result')}>
                  <span className={rule.hard && rule.found > 0 ? 'balance-broken' : undefined}>
                    {result(rule, sizes, t)}
                  </span>
                </td>
                <td data-label={t('balance.best')} className="numeric">
                  {best(rule, sizes, t)}
                </td>
                <td data-label={t('balance.weight')} className="numeric">
                  {rule.hard ? '' : rule.weight}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="soft small">{t('balance.points', { soft })}</p>
      <p className="soft small">
        {t('balance.traces', {
          seed: proposal.seed,
          hash: proposal.inputHash.slice(0, 8),
          preset: t(`balance.preset.${proposal.preset}`),
          name: proposal.createdByName,
        })}
      </p>
    </Section>
  );
}

/** Pairs that an even spread has anyway say nothing, so only those beyond it are told. */
function result({ rule, found, best, of }: Rule, sizes: number[], t: Translate): string {
  if (rule === 'sizes') {
    return t('balance.found.sizes', { min: Math.min(...sizes), max: Math.max(...sizes) });
  }
  const n = rule === 'backgrounds' || rule === 'affiliations' ? found - best : found;
  if (n === 0) return t('balance.met');
  if (rule === 'with' || rule === 'skills') return t(`balance.found.${rule}`, { n, of: of ?? 0 });
  return t(`balance.found.${rule}`, { n });
}

function best({ rule, best: least }: Rule, sizes: number[], t: Translate): string {
  if (rule === 'sizes') {
    const mean = sizes.reduce((sum, n) => sum + n, 0) / Math.max(1, sizes.length);
    return t('balance.found.sizes', { min: Math.floor(mean), max: Math.ceil(mean) });
  }
  return String(rule === 'backgrounds' || rule === 'affiliations' ? 0 : least);
}
