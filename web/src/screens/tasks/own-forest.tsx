import { useQuery } from '@tanstack/react-query';
import type { EventView, Task } from '../../api/client.js';
import { IntervalAxis, IntervalMark } from '../../components/interval-plot.js';
import { Section } from '../../components/pieces.js';
import { Ago } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { axisOf } from '../../lib/axis.js';
import { score } from '../../lib/format.js';
import { ownEntriesQuery } from '../board/board-queries.js';
import { percentOf } from '../board/pairs.js';

/** The team's released scores under each other with their intervals: has it really become better? */
export function OwnForest({ event, task }: { event: EventView; task: Task }) {
  const { t } = useLanguage();
  const { data } = useQuery(ownEntriesQuery(task.id));
  if (!data || data.items.length < 2) return null;
  const axis = axisOf(data.items);
  if (!axis) return null;
  const best = data.items.find(({ isBest }) => isBest);
  return (
    <Section title={t('forest.title')}>
      <div className="stack">
        <p className="soft">{t('forest.lead')}</p>
        <table className="board board-forest">
          <caption className="visually-hidden">{t('forest.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('entries.file')}</th>
              <th scope="col" className="numeric">
                {t('entries.score')}
              </th>
              <th scope="col" className="board-plot">
                <span className="board-plot-title">{t('board.interval')}</span>
                <IntervalAxis axis={axis} />
              </th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((entry) => (
              <tr key={entry.id}>
                <th scope="row">
                  {entry.fileName}
                  <span className="board-interval">
                    <Ago at={entry.createdAt} zone={event.timeZone} />
                  </span>
                </th>
                <td className="numeric board-score">
                  {entry.score === null ? t('board.undefined') : score(entry.score)}
                  <span className="board-interval">
                    {entry.isBest
                      ? t('forest.best')
                      : entry.againstBest &&
                        t('forest.against', {
                          percent: percentOf(
                            Math.max(0, 1 - entry.againstBest.probability - entry.againstBest.tied),
                          ),
                        })}
                  </span>
                </td>
                <td className="board-plot">
                  <IntervalMark axis={axis} interval={entry} leader={best?.ci ?? null} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
