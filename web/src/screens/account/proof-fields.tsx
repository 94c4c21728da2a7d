import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { TextField } from '../../components/field.js';
import { useLanguage } from '../../i18n/language.js';
import { identitiesQuery, secondFactorQuery } from './providers.js';

export interface Proof {
  password?: string;
  code?: string;
}

/** What the person types in to show that it is them, before the ways into the account change. */
export function useProof(): { proof: Proof; fields: React.ReactNode; forgetCode: () => void } {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const ways = useQuery(identitiesQuery());
  const factor = useQuery(secondFactorQuery());
  const { t } = useLanguage();
  // Where the ways cannot be asked (a second factor is due first), nearly everyone has a password.
  const hasPassword = ways.data?.hasPassword ?? true;
  const hasFactor = factor.data?.isOn ?? false;
  const fields = (
    <>
      {hasPassword && (
        <TextField
          label={t('proof.password')}
          type="password"
          autoComplete="current-password"
          required={ways.data !== undefined}
          value={password}
          onChange={setPassword}
        />
      )}
      {hasFactor && (
        <TextField
          label={t('proof.code')}
          autoComplete="one-time-code"
          required
          maxLength={60}
          value={code}
          onChange={setCode}
        />
      )}
    </>
  );
  const proof = { ...(hasPassword ? { password } : {}), ...(hasFactor ? { code } : {}) };
  return { proof, fields, forgetCode: () => setCode('') };
}
