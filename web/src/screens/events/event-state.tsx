import type { EventView } from '../../api/client.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { relative } from '../../lib/time.js';

/** Where an event stands, in words. */
export function EventState({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const now = useNow();
  if (event.nowStage === 'before') {
    return t('event.state.coming', { when: relative(new Date(event.startsAt), now, t) });
  }
  const when = relative(new Date(event.endsAt), now, t);
  return event.nowStage === 'running' ? t('event.state.running', { when }) : t('event.state.over', { when });
}
