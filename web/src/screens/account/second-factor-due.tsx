import { Link, useLocation } from 'react-router';
import { useMe } from '../../api/session.js';
import { useLanguage } from '../../i18n/language.js';

/** On every page of somebody whose role needs a second factor and who has none yet. */
export function SecondFactorDue() {
  const { t } = useLanguage();
  const me = useMe();
  const { pathname } = useLocation();
  if (!me?.needsSecondFactor || pathname === '/account') return null;
  return (
    <div className="notice notice-warn row sign-in-problem" role="status">
      <span>{t('factor.needed')}</span>
      <Link className="button" to="/account">
        {t('factor.neededGo')}
      </Link>
    </div>
  );
}
