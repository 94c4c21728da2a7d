import { useState } from 'react';
import { useNavigate } from 'react-router';
import { TextField } from '../../components/field.js';
import { useLanguage } from '../../i18n/language.js';

/** The code in what somebody typed, or pasted as a whole link. */
const codeIn = (given: string): string =>
  given.trim().split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1) ?? '';

/** Takes in the code of an invitation and shows what it is to, before anything is accepted. */
export function HaveCode() {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const [given, setGiven] = useState('');
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        const code = codeIn(given);
        if (code) void navigate(`/invitations/${encodeURIComponent(code)}`);
      }}
    >
      <TextField
        label={t('teams.haveCode')}
        hint={t('teams.haveCodeHint')}
        required
        autoComplete="off"
        value={given}
        onChange={setGiven}
      />
      <div className="form-actions">
        <button type="submit" className="button">
          {t('teams.haveCodeOpen')}
        </button>
      </div>
    </form>
  );
}

/** The same, folded: for those who came here for it. */
export function CodeFold() {
  const { t } = useLanguage();
  return (
    <details>
      <summary>{t('teams.codeFold')}</summary>
      <HaveCode />
    </details>
  );
}
