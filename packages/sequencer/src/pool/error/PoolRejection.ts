import { MvmError } from '@mvm/protocol'

/** What {@link PoolRejection} subclasses are called by programs; the RPC's refusals have the same names. */
export type PoolRejectionCode =
  | 'ACCOUNT_LIMIT'
  | 'ALREADY_KNOWN'
  | 'CHARTER_DENIED'
  | 'DELEGATION_LIMIT'
  | 'FLOOR_GAS'
  | 'GAS_LIMIT'
  | 'INITCODE_SIZE'
  | 'INSUFFICIENT_FUNDS'
  | 'INTRINSIC_GAS'
  | 'NONCE_TOO_LOW'
  | 'POOL_FULL'
  | 'REPLACEMENT_UNDERPRICED'
  | 'RESOLVER_ADDRESS'
  | 'SENDER_HAS_CODE'
  | 'SIZE'
  | 'TIP_ABOVE_FEE_CAP'
  | 'UNDERPRICED'
  | 'WRONG_CHAIN'

/** A transaction that the pool did not take. Messages hold the words that Ethereum tools look for. */
export abstract class PoolRejection extends MvmError {
  abstract override readonly code: PoolRejectionCode
}
