import type { Hex } from '../bytes/toHex.ts'
import { signDigest } from '../signature/signDigest.ts'
import { authorizationDigest } from './authorizationDigest.ts'
import type { Authorization } from './Transaction.ts'

/** Signs an EIP-7702 authorization. For tests, the CLI and the devnet. */
export function signAuthorization(
  fields: Pick<Authorization, 'chainId' | 'address' | 'nonce'>,
  privateKey: Hex,
): Authorization {
  return { ...fields, ...signDigest(authorizationDigest(fields), privateKey) }
}
