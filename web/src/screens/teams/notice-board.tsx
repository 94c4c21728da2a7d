import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { EventView } from '../../api/client.js';
import { SelectField, TextField } from '../../components/field.js';
import { Badge, Section } from '../../components/pieces.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { isFrozen } from '../../lib/frozen.js';
import { languageName } from '../../lib/languages.js';
import { ComeIn } from './come-in.js';
import { InvitePerson } from './invite-person.js';
import { BACKGROUNDS, type Background, type Notice, noticesQuery, type Spoken } from './team-queries.js';

const SPOKEN: Spoken[] = ['ko', 'en', 'zh', 'ja', 'vi', 'es', 'fr', 'de'];

/** People who look for a team, and teams that look for people. */
export function NoticeBoard({ event }: { event: EventView }) {
  const { t, language } = useLanguage();
  const [kind, setKind] = useState<'' | 'person' | 'team'>('');
  const [background, setBackground] = useState<'' | Background>('');
  const [spoken, setSpoken] = useState<'' | Spoken>('');
  const [skill, setSkill] = useState('');
  const frozen = isFrozen(event, useNow());
  const notices = useQuery(
    noticesQuery(event.slug, {
      ...(kind ? { kind } : {}),
      ...(background ? { background } : {}),
      ...(spoken ? { language: spoken } : {}),
      ...(skill.trim() ? { skill: skill.trim() } : {}),
    }),
  );
  return (
    <Section title={t('teams.notices')}>
      <div className="form-pair">
        <SelectField<'' | 'person' | 'team'>
          label={t('teams.kind')}
          value={kind}
          onChange={setKind}
          options={[
            { value: '', label: t('teams.all') },
            { value: 'team', label: t('teams.kind.team') },
            { value: 'person', label: t('teams.kind.person') },
          ]}
        />
        <SelectField<'' | Background>
          label={t('teams.background')}
          value={background}
          onChange={setBackground}
          options={[
            { value: '', label: t('teams.all') },
            ...BACKGROUNDS.map((value) => ({ value, label: t(`background.${value}`) })),
          ]}
        />
        <SelectField<'' | Spoken>
          label={t('teams.language')}
          value={spoken}
          onChange={setSpoken}
          options={[
            { value: '', label: t('teams.all') },
            ...SPOKEN.map((value) => ({ value, label: languageName(value, language) })),
          ]}
        />
        <TextField label={t('teams.skill')} maxLength={40} value={skill} onChange={setSkill} />
      </div>
      <Loaded query={notices} lines={8}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t('teams.noticesEmpty')}
              hint={frozen ? undefined : t('teams.noticesEmptyHint')}
            />
          ) : (
            <ul className="plain-list">
              {items.map((notice) => (
                <NoticeItem key={notice.id} event={event} notice={notice} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function NoticeItem({ event, notice }: { event: EventView; notice: Notice }) {
  const { t, language } = useLanguage();
  const { team, personName } = notice;
  const facts = [
    ...notice.backgrounds.map((one) => t(`background.${one}`)),
    ...notice.skills,
    ...notice.languages.map((code) => languageName(code, language)),
  ];
  return (
    <li className="stack">
      <p className="row">
        <span className="strong">
          {team ? <Link to={`/events/${event.slug}/teams/${team.id}`}>{team.name}</Link> : personName}
        </span>
        <Badge>{t(`teams.looks.${notice.kind}`)}</Badge>
        {notice.isMine && <Badge tone="good">{t('teams.mine')}</Badge>}
      </p>
      {notice.affiliation && <p className="soft small">{notice.affiliation}</p>}
      {notice.text && <p className="text-block">{notice.text}</p>}
      {facts.length > 0 && <p className="soft small">{facts.join(' · ')}</p>}
      {team && <ComeIn event={event} team={team} isOpen={notice.teamIsOpen} />}
      {!team && event.myTeam && <InvitePerson event={event} noticeId={notice.id} name={personName ?? ''} />}
    </li>
  );
}
