import type { EventView } from '../../api/client.js';
import { Badge, Section } from '../../components/pieces.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { clock, readerZone, sameClock, zoneName } from '../../lib/time.js';

/** The event's time line, in the event's zone and below in the reader's. */
export function Phases({ event }: { event: EventView }) {
  const { t, language, read } = useLanguage();
  const now = useNow();
  const mine = readerZone();
  const zone = zoneName(new Date(event.startsAt), event.timeZone, language);
  const isElsewhere = !sameClock(new Date(event.startsAt), event.timeZone, mine);
  const shown = (at: string, where: string) => clock(new Date(at), where, language, now);
  return (
    <Section title={t('event.phases')}>
      {event.phases.length === 0 ? (
        <p className="soft">{t('event.phasesEmpty')}</p>
      ) : (
        <>
          <p className="soft small">{t('event.zones', { zone })}</p>
          <ol className="phases">
            {event.phases.map((phase) => {
              const isNow = new Date(phase.startsAt) <= now && now < new Date(phase.endsAt);
              return (
                <li
                  key={phase.startsAt}
                  data-past={new Date(phase.endsAt) <= now}
                  aria-current={isNow ? 'time' : undefined}
                >
                  <div className="row">
                    <span className="strong">{read(phase.name)}</span>
                    {isNow && <Badge tone="good">{t('event.phaseNow')}</Badge>}
                  </div>
                  <p className="small figures-text">
                    {shown(phase.startsAt, event.timeZone)} – {shown(phase.endsAt, event.timeZone)} {zone}
                  </p>
                  {isElsewhere && (
                    <p className="small soft figures-text">
                      {t('time.yours', {
                        time: `${shown(phase.startsAt, mine)} – ${shown(phase.endsAt, mine)}`,
                      })}
                    </p>
                  )}
                </li>
              );
            })}
          </ol>
        </>
      )}
    </Section>
  );
}
