import { useState } from 'react';
import { Dialog } from '../../components/dialog.js';
import { Check, SelectField, TextField } from '../../components/field.js';
import { useLanguage } from '../../i18n/language.js';
import { LEFT_OUT, moved, renamed, withCaptain } from './arrangement.js';
import type { Arrangement, Member, Proposal } from './balance-queries.js';

type Arrange = (next: Arrangement, said: string) => void;

/** Where one person is to be, and whether they stay there. */
export function MovePerson({
  proposal,
  person,
  from,
  onArrange,
  onClose,
}: {
  proposal: Proposal;
  person: Member;
  from: number;
  onArrange: Arrange;
  onClose: () => void;
}) {
  const { t } = useLanguage();
  const [to, setTo] = useState(String(from));
  const [isLocked, setLocked] = useState(person.isLocked);
  const [isCaptain, setCaptain] = useState(person.isCaptain);
  const target = Number(to);
  const isNew = proposal.groups[target]?.teamId === null;
  const name = (k: number) => (k === LEFT_OUT ? t('balance.leftOut') : (proposal.groups[k]?.name ?? ''));
  const submit = () => {
    const next = moved(proposal, person.accountId, target, isLocked && target !== LEFT_OUT);
    const said = t('balance.moved', { name: person.name, team: name(target) });
    onArrange(isCaptain && isNew ? withCaptain(next, target, person.accountId) : next, said);
    onClose();
  };
  return (
    <Dialog title={t('balance.move', { name: person.name })} onClose={onClose}>
      <form
        className="form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          submit();
        }}
      >
        <SelectField
          label={t('balance.moveTo')}
          value={to}
          onChange={setTo}
          options={[
            ...proposal.groups.map((group, k) => ({
              value: String(k),
              label: `${group.name} (${t('balance.size', { n: group.members.length })})`,
            })),
            { value: String(LEFT_OUT), label: t('balance.leftOut') },
          ]}
        />
        {target !== LEFT_OUT && <Check label={t('balance.lock')} checked={isLocked} onChange={setLocked} />}
        {isNew && (
          <Check
            label={t('balance.makeCaptain')}
            checked={isCaptain}
            disabled={person.isCaptain && target === from}
            onChange={setCaptain}
          />
        )}
        <div className="form-actions">
          <button type="submit" className="button button-primary">
            {t('action.save')}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

export function RenameTeam({
  proposal,
  index,
  onArrange,
  onClose,
}: {
  proposal: Proposal;
  index: number;
  onArrange: Arrange;
  onClose: () => void;
}) {
  const { t } = useLanguage();
  const [name, setName] = useState(proposal.groups[index]?.name ?? '');
  return (
    <Dialog title={t('balance.renameTitle')} onClose={onClose}>
      <form
        className="form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          onArrange(renamed(proposal, index, name), name);
          onClose();
        }}
      >
        <TextField
          label={t('balance.renameTitle')}
          required
          minLength={2}
          maxLength={60}
          value={name}
          onChange={setName}
        />
        <div className="form-actions">
          <button type="submit" className="button button-primary">
            {t('action.save')}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
