import { Component, type ReactNode } from 'react';
import { useLanguage } from '../i18n/language.js';

/** The last resort: says in words that the page stumbled, instead of an empty screen. */
export class Crash extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    return this.state.crashed ? <Apology /> : this.props.children;
  }
}

function Apology() {
  const { t } = useLanguage();
  return (
    <main className="stack narrow">
      <h1>{t('state.crashed')}</h1>
      <p>{t('state.crashedHint')}</p>
      <p>
        <button type="button" className="button button-primary" onClick={() => location.reload()}>
          {t('state.reload')}
        </button>
      </p>
    </main>
  );
}
