import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import { useSessionChange } from '../../api/session.js';
import { PageHeader } from '../../components/page-header.js';
import { Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { nextAddress } from './sign-in-screen.js';

/** Back from a provider with a session: this browser learns who signed in, and goes on. */
export function SignedInScreen() {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const sessionChanged = useSessionChange();
  const me = useQuery({ queryKey: ['arrived'], queryFn: () => answer(api.GET('/api/v1/me')), gcTime: 0 });
  const next = nextAddress(search);
  const { data } = me;
  useEffect(() => {
    if (!data) return;
    sessionChanged(data);
    void navigate(next, { replace: true });
  }, [data, next, navigate, sessionChanged]);
  return (
    <div className="narrow">
      <PageHeader title={t('signIn.done')} />
      <Loaded query={me} lines={3}>
        {() => null}
      </Loaded>
    </div>
  );
}
