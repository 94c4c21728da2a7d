import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answer, api, type EventView } from '../../api/client.js';
import { type TeamWorkDetail, teamWorkQuery } from '../../api/problems.js';
import { keys } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { fieldErrors, SubmitRow, TextArea } from '../../components/field.js';
import { Badge, Section } from '../../components/pieces.js';
import { ActionError, Loaded } from '../../components/states.js';
import { Ago } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { ProblemText } from './problem-text.js';

/** What a team works on, and that it declares this to be new. For the team's page and for the problems. */
export function TeamWorkPanel({ event, teamId }: { event: EventView; teamId: string }) {
  const { t } = useLanguage();
  const work = useQuery(teamWorkQuery(event.slug, teamId));
  return (
    <Section title={t('work.title')} id="work">
      <Loaded query={work} lines={5}>
        {(loaded) => <Work event={event} work={loaded} />}
      </Loaded>
    </Section>
  );
}

function Work({ event, work }: { event: EventView; work: TeamWorkDetail }) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="stack">
      {work.problem ? (
        <p>
          <Link className="strong" to={`/events/${event.slug}/problems/${work.problem.id}`}>
            <ProblemText text={work.problem.title} />
          </Link>
        </p>
      ) : (
        <p className="soft">{work.mayChoose ? t('work.chooseBelow') : t('work.none')}</p>
      )}
      {work.reason && <p className="soft">{t('work.assigned', { reason: work.reason })}</p>}
      <Declared work={work} zone={event.timeZone} />
      {work.mayDeclare &&
        (isOpen ? (
          <Declare slug={event.slug} work={work} onDone={() => setOpen(false)} />
        ) : (
          <p>
            <button
              type="button"
              className={work.problem && !work.isDeclarationCurrent ? 'button button-primary' : 'button'}
              onClick={() => setOpen(true)}
            >
              {work.declaration ? t('work.renew') : t('work.declare')}
            </button>
          </p>
        ))}
    </div>
  );
}

function Declared({ work, zone }: { work: TeamWorkDetail; zone: string }) {
  const { t } = useLanguage();
  const { declaration } = work;
  if (!declaration) return <p className="soft">{t('work.notDeclared')}</p>;
  return (
    <div className="stack">
      <p className="row">
        <Badge tone={work.isDeclarationCurrent ? 'good' : 'warn'}>
          {work.isDeclarationCurrent ? t('work.declared') : t('work.outdated')}
        </Badge>
        <span className="soft small">
          {t('work.declaredBy', { name: declaration.declaredByName })}{' '}
          <Ago at={declaration.declaredAt} zone={zone} />
        </span>
      </p>
      {declaration.links.length > 0 && (
        <ul className="small">
          {declaration.links.map((link) => (
            <li key={link}>
              <a href={link} rel="noreferrer nofollow" target="_blank">
                {link}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Declare({ slug, work, onDone }: { slug: string; work: TeamWorkDetail; onDone: () => void }) {
  const { t, read } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const [links, setLinks] = useState((work.declaration?.links ?? []).join('\n'));
  const declare = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/teams/{id}/novelty', {
          params: { path: { id: work.team.id } },
          body: {
            version: work.statement.version,
            links: links
              .split(/\s+/)
              .map((link) => link.trim())
              .filter(Boolean),
          },
        }),
      ),
    onSuccess: () => {
      toast(t('work.declaredToast'));
      void queries.invalidateQueries({ queryKey: keys.event(slug) });
      onDone();
    },
  });
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!declare.isPending) declare.mutate();
      }}
    >
      <p className="text-block notice">{read(work.statement.text)}</p>
      <TextArea
        label={t('work.links')}
        hint={t('work.linksHint')}
        error={fieldErrors(declare.error).links}
        optional
        rows={3}
        value={links}
        onChange={setLinks}
      />
      <SubmitRow
        label={t('work.confirm')}
        isPending={declare.isPending}
        error={<ActionError error={declare.error} />}
      >
        <button type="button" className="button" onClick={onDone}>
          {t('action.cancel')}
        </button>
      </SubmitRow>
    </form>
  );
}
