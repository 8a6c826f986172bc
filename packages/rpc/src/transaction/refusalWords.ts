import type { PoolRefusal } from '../port/PoolPort.ts'

/** What geth says when its pool refuses a transaction for the same reason: ethers and viem look for these words. */
export const refusalWords: Readonly<Record<PoolRefusal, string>> = {
  ACCOUNT_LIMIT: 'account limit exceeded',
  ALREADY_KNOWN: 'already known',
  BLOBS_INVALID: 'invalid blobs',
  DELEGATION_LIMIT: 'in-flight transaction limit reached for delegated accounts',
  FEE_CAP_TOO_LOW: 'max fee per gas less than block base fee',
  FLOOR_GAS: 'insufficient gas for floor data gas cost',
  INITCODE_SIZE: 'max initcode size exceeded',
  INSUFFICIENT_FUNDS: 'insufficient funds for gas * price + value',
  INTRINSIC_GAS: 'intrinsic gas too low',
  NONCE_TOO_HIGH: 'nonce too high',
  NONCE_TOO_LOW: 'nonce too low',
  POOL_FULL: 'txpool is full',
  REPLACEMENT_UNDERPRICED: 'replacement transaction underpriced',
  RESOLVER_ADDRESS: "the confidential store's resolver takes no transactions",
  SENDER_HAS_CODE: 'sender not an eoa',
  TIP_ABOVE_FEE_CAP: 'max priority fee per gas higher than max fee per gas',
  UNDERPRICED: 'transaction underpriced',
}
