import { useLanguage } from '../../i18n/language.js';
import type { Pairs } from './board-queries.js';
import { comparisonOf, percentOf } from './pairs.js';

/** A real table; clear differences are bold and marked, so that they are seen without colour. */
export function PairMatrix({ pairs }: { pairs: Pairs }) {
  const { t } = useLanguage();
  const { teams } = pairs;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
    <section className="pair-matrix" tabIndex={0} aria-label={t('compare.matrix', { n: teams.length })}>
      <table>
        <caption>{t('compare.matrix', { n: teams.length })}</caption>
        <thead>
          <tr>
            <td />
            {teams.map(({ team, rank }) => (
              <th key={team.id} scope="col">
                <abbr title={team.name}>{rank}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {teams.map((row) => (
            <tr key={row.team.id}>
              <th scope="row">
                {row.rank}. {row.team.name}
              </th>
              {teams.map((column) => {
                const compared = row === column ? null : comparisonOf(pairs, row.team.id, column.team.id);
                return (
                  <td key={column.team.id} data-clear={compared?.isClear || undefined}>
                    {compared && (compared.isSame ? '=' : percentOf(compared.probability))}
                    {compared?.isClear && (
                      <span aria-hidden="true">{compared.probability > 0.5 ? ' ▲' : ' ▼'}</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
