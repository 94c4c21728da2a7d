import { ValidateBy } from 'class-validator';

/** Text that PostgreSQL can keep: without NUL and half characters (lone surrogates). */
export const Storable = () =>
  ValidateBy({
    name: 'storable',
    validator: {
      validate: (value) => typeof value === 'string' && !/[\0\p{Cs}]/u.test(value),
      defaultMessage: () => '$property must be plain text',
    },
  });
