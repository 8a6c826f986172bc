import type { InvalidTransactionError, InvalidTransactionReason } from '@mvm/protocol'
import { InvalidInputError } from '../error/InvalidInputError.ts'

/** What geth says in the same case, which tools look for; our own words follow. */
const GETH_WORDS: Readonly<Record<InvalidTransactionReason, string>> = {
  EMPTY: 'typed transaction too short',
  TOO_LARGE: 'oversized data',
  UNSUPPORTED_TYPE: 'transaction type not supported',
  MALFORMED_RLP: 'rlp: malformed transaction',
  NOT_REPLAY_PROTECTED: 'only replay-protected (EIP-155) transactions allowed over RPC',
  WRONG_CHAIN_ID: 'invalid chain id for signer',
  NONCE_TOO_HIGH: 'nonce has max value',
  GAS_LIMIT_TOO_HIGH: 'transaction gas limit too high',
  SIGNATURE_OUT_OF_RANGE: 'invalid transaction v, r, s values',
  SIGNATURE_HIGH_S: 'invalid transaction v, r, s values',
  SIGNATURE_UNRECOVERABLE: 'invalid sender',
  SET_CODE_WITHOUT_AUTHORIZATIONS: 'EIP-7702 transaction with empty auth list',
}

/** The error for bytes that are no transaction of the chain. */
export function invalidTransaction(error: InvalidTransactionError): InvalidInputError {
  return new InvalidInputError({ problem: `${GETH_WORDS[error.reason]}: ${error.message}` })
}
