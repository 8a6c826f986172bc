import type {
  AccessListTransaction,
  FeeMarketTransaction,
  LegacyTransaction,
  SetCodeTransaction,
  SignedTransaction,
} from './Transaction.ts'

type Unsigned<T extends SignedTransaction> = Omit<
  T,
  'hash' | 'signer' | 'size' | 'r' | 's' | 'yParity'
>

/** What a signer decides about a transaction. */
export type UnsignedTransaction =
  | Unsigned<LegacyTransaction>
  | Unsigned<AccessListTransaction>
  | Unsigned<FeeMarketTransaction>
  | Unsigned<SetCodeTransaction>
