import { CopyField } from '../../components/copy-field.js';
import { useLanguage } from '../../i18n/language.js';

/** Shown once: to copy, to save, to print. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useLanguage();
  const save = () => {
    const url = URL.createObjectURL(new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: 'recovery-codes.txt' });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1_000);
  };
  return (
    <div className="stack">
      <p className="notice notice-warn">{t('factor.codesLead')}</p>
      <ol className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <CopyField label={t('factor.codes')} value={codes.join(' ')} />
      <div className="form-actions">
        <button type="button" className="button button-primary" onClick={onClose}>
          {t('factor.kept')}
        </button>
        <button type="button" className="button" onClick={save}>
          {t('factor.download')}
        </button>
      </div>
    </div>
  );
}
