import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { EventView } from '../../api/client.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Confirm } from '../../components/confirm.js';
import { NextStep } from '../../components/pieces.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { formQuery } from '../applications/application-queries.js';
import { useEventChange } from './use-event-change.js';

/** Shows a draft to everyone. An event into which nobody could come is asked about first. */
export function Publish({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const change = useEventChange(event.slug);
  const [isAsking, setAsking] = useState(false);
  const form = useQuery({
    ...formQuery(event.slug, 'participant'),
    enabled: event.joining === 'application',
  });
  const isShut = event.joining === 'application' && form.data?.isOpen === false;
  const publish = () =>
    change.mutate({ status: 'published' }, { onSuccess: () => toast(t('organize.published')) });
  const forms = (
    <Link className="button" to="?part=applications" onClick={() => setAsking(false)}>
      {t('organize.openApplications')}
    </Link>
  );
  return (
    <>
      <NextStep
        title={t('organize.publish')}
        hint={isShut ? t('organize.publishShut') : t('organize.publishHint')}
        action={
          <>
            <button
              type="button"
              className="button button-primary"
              aria-disabled={change.isPending}
              onClick={() => {
                if (isShut) setAsking(true);
                else if (!change.isPending) publish();
              }}
            >
              {t('organize.publish')}
            </button>
            {isShut && forms}
            <ActionError error={isAsking ? null : change.error} />
          </>
        }
      />
      {isAsking && (
        <Confirm
          title={t('organize.publish')}
          label={t('organize.publishAnyway')}
          isPending={change.isPending}
          error={change.error}
          onConfirm={publish}
          onClose={() => setAsking(false)}
        >
          <p>{t('organize.publishShut')}</p>
          <p>{forms}</p>
        </Confirm>
      )}
    </>
  );
}
