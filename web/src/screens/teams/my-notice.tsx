import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answer, api, type EventView } from '../../api/client.js';
import { fieldErrors, SubmitRow, TextArea } from '../../components/field.js';
import { Section } from '../../components/pieces.js';
import { ActionError } from '../../components/states.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';
import { noticesQuery, useTeamChange } from './team-queries.js';

/** The reader's own notice, for a participant without a team. */
export function MyNotice({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const notices = useQuery(noticesQuery(event.slug, { kind: 'person' }));
  const frozen = isFrozen(event, useNow());
  if (event.myRole !== 'participant' || event.myTeam || !notices.data) return null;
  const mine = notices.data.items.find(({ isMine }) => isMine);
  // Nobody can be found by it any more; one that is up can still be taken down.
  if (frozen && !mine) return null;
  return (
    <Section title={t('teams.myNotice')}>
      <p className="soft small">
        {t('teams.myNoticeLead')} <Link to="/account">{t('teams.toProfile')}</Link>
      </p>
      <NoticeForm
        key={mine?.id ?? 'new'}
        slug={event.slug}
        text={mine?.text ?? ''}
        isUp={mine !== undefined}
        isFrozen={frozen}
      />
    </Section>
  );
}

function NoticeForm({
  slug,
  text: first,
  isUp,
  isFrozen: frozen,
}: {
  slug: string;
  text: string;
  isUp: boolean;
  isFrozen: boolean;
}) {
  const { t } = useLanguage();
  const [text, setText] = useState(first);
  const params = { params: { path: { slug } } };
  const put = useTeamChange(
    slug,
    () => answer(api.PUT('/api/v1/events/{slug}/notices/mine', { ...params, body: { text } })),
    t('teams.noticeUp'),
  );
  const close = useTeamChange(
    slug,
    () => answer(api.DELETE('/api/v1/events/{slug}/notices/mine', params)),
    t('teams.noticeDown'),
  );
  const takeDown = isUp && (
    <button type="button" className="button" onClick={() => close.mutate()}>
      {t('teams.noticeClose')}
    </button>
  );
  if (frozen) {
    return (
      <div className="stack">
        <p className="text-block">{first}</p>
        <p>{takeDown}</p>
        <ActionError error={close.error} />
      </div>
    );
  }
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!put.isPending) put.mutate();
      }}
    >
      <TextArea
        label={t('teams.noticeText')}
        rows={3}
        maxLength={2000}
        required
        error={fieldErrors(put.error).text}
        value={text}
        onChange={setText}
      />
      <SubmitRow
        label={isUp ? t('action.save') : t('teams.noticePut')}
        isPending={put.isPending}
        error={<ActionError error={put.error ?? close.error} />}
      >
        {takeDown}
      </SubmitRow>
    </form>
  );
}
