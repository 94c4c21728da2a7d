import { Suspense, useEffect, useRef } from 'react';
import { Link, Outlet, useLocation, useSearchParams } from 'react-router';
import { useMe } from '../api/session.js';
import { Skeleton } from '../components/states.js';
import { useLanguage } from '../i18n/language.js';
import { SecondFactorDue } from '../screens/account/second-factor-due.js';
import { EventNav } from '../screens/events/event-nav.js';
import { StandingNotices } from './standing-notices.js';

/** Header, content, and what makes moving between screens plain for everyone: focus, title, scroll. */
export function Layout() {
  const { t } = useLanguage();
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const first = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another address moves the focus
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    scrollTo(0, 0);
    // A screen that asks one thing has focused its field already.
    const asks = document.activeElement instanceof HTMLInputElement;
    if (!asks || !main.current?.contains(document.activeElement)) main.current?.focus();
  }, [pathname]);

  const isBare = search.get('view') === 'projector';
  return (
    <>
      <a className="skip-link" href="#main">
        {t('app.skip')}
      </a>
      {!isBare && <SiteHeader />}
      <EventNav />
      {!isBare && <StandingNotices />}
      <main id="main" ref={main} tabIndex={-1} className={isBare ? 'projector' : undefined}>
        {!isBare && <SecondFactorDue />}
        <Suspense fallback={<Skeleton lines={8} />}>
          <Outlet />
        </Suspense>
      </main>
    </>
  );
}

function SiteHeader() {
  const { t, language, choose, suggest } = useLanguage();
  const me = useMe();
  const { pathname, search } = useLocation();
  const locale = me?.locale;
  useEffect(() => {
    if (locale) suggest(locale);
  }, [locale, suggest]);
  const other = language === 'ko' ? 'en' : 'ko';
  const comeBack =
    pathname === '/' || pathname.startsWith('/sign') ? '' : `?next=${encodeURIComponent(pathname + search)}`;

  return (
    <header className="site-header">
      <div>
        <Link to="/" className="brand">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <g stroke="currentColor" strokeWidth="2.5" strokeLinecap="round">
              <path d="M4 8h18M10 16h18M2 24h16" />
            </g>
            <g fill="currentColor">
              <circle cx="14" cy="8" r="3.5" />
              <circle cx="20" cy="16" r="3.5" />
              <circle cx="9" cy="24" r="3.5" />
            </g>
          </svg>
          {t('app.name')}
        </Link>
        <nav aria-label={t('nav.label')}>
          {me?.isAdmin && <Link to="/admin">{t('nav.admin')}</Link>}
          {me && (
            <Link to="/account" aria-label={`${t('nav.account')}: ${me.name}`}>
              {me.name}
            </Link>
          )}
          {me === null && <Link to={`/sign-in${comeBack}`}>{t('nav.signIn')}</Link>}
        </nav>
        <button type="button" className="language-switch" lang={other} onClick={() => choose(other)}>
          {t('language.other')}
        </button>
      </div>
    </header>
  );
}
